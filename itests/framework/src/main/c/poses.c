// Defines what it calls, and is bound to what the process has of that name all the same.
int system(const char *command) {
  (void)command;
  return -77;
}
int runs(const char *command) { return system(command); }
