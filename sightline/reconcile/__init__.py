"""Lists of children that should agree: where they do, where they do not, and what follows from it.

Nothing is merged and no list is changed. Rows are linked by the child's id (and by ids that the register says are the
same child's); rows without one that fits are proposed by name and date of birth, and a person decides.
"""

from sightline.reconcile.agreement import Agreement, Entry, Perhaps, compare_lists
from sightline.reconcile.lists import ChildList, ListRow, read_content, read_list

__all__ = [
    "Agreement",
    "ChildList",
    "Entry",
    "ListRow",
    "Perhaps",
    "compare_lists",
    "read_content",
    "read_list",
]
