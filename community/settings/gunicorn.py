"""How the web process is run, in a demo and on a server; what differs between them stands on the command line."""

threads = 4
# A long search is a long address: the site itself cuts it and answers. The bound is the proxy's (nginx.conf).
limit_request_line = 0
