// What a policy is to keep out.
#include <stdlib.h>
#include <unistd.h>

int unwanted(void) { return 13; }

int runs(char *command) {
  char *arguments[] = {command, 0};
  return system(command) + execve(command, arguments, arguments);
}
