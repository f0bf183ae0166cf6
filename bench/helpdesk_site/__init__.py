"""A django-helpdesk site, as its documentation sets one up: the peer of `make bench`, in an environment of its own."""
