from typing import Any

from community.comments.models import Comment
from community.comments.write import write
from community.members.models import User


def a_comment(target: Any, by: User, text: str = "Hos oss falt det på plass.", **kwargs: Any) -> Comment:
    return write(target, text, by=by, **kwargs)
