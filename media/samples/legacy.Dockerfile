# The question VirtLens began with: a CentOS 5 user land on today's kernel. What does `uname -a` print, and why may it crash?
FROM centos:5
RUN uname -a && ldd --version
CMD ["/bin/bash"]
