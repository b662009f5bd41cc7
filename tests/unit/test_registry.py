import pytest

from nguon.core.registry import Registry


def test_a_name_registered_twice_is_an_error():
    registry = Registry[int]("numbers")
    registry.add("one", 1)
    with pytest.raises(ValueError, match="registered twice"):
        registry.add("one", 2)


def test_entries_come_in_order():
    registry = Registry[int]("numbers")
    registry.add("two", 2)
    registry.add("one", 1)
    assert (list(registry), registry.names()) == ([2, 1], ("two", "one"))
