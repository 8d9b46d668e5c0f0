"""How the site itself is: what a load balancer, the one who is woken at night, and the staff are told."""
