class Id:
    """In an address, the id of a row: no longer than a column can hold, so that no database falls over it."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)
