"""What rooms write to people with. It is composed where people are known, since the invitation is a mail too."""

from community.members.mail import absolute, send_templated

__all__ = ["absolute", "send_templated"]
