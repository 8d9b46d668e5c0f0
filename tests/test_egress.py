import socket

import pytest

from tests.egress import Egress


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("2001:db8::1", 443, 0, 0), ("stadt.example", 25)])
def test_a_connection_to_another_machine_fails_the_test(address):  # SEC-EGRESS
    family = socket.AF_INET6 if len(address) > 2 else socket.AF_INET
    with socket.socket(family) as outgoing, pytest.raises(Egress):
        outgoing.connect(address)


def test_looking_up_a_name_of_another_machine_finds_nothing():  # SEC-EGRESS
    with pytest.raises(socket.gaierror):
        socket.create_connection(("stadt.example", 25))


def test_this_machine_can_be_reached():  # SEC-EGRESS
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as outgoing:
        outgoing.connect(server.getsockname())
        assert outgoing.getpeername() == server.getsockname()
