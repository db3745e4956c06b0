"""One child: the page, the search by id, and what other pages call a child."""
