"""The one login of staff: by password, second factor or single sign-on, and how their sessions end."""
