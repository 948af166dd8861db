/* A symbol of each kind, with versions. */
int variable = 5;
__thread long per_thread = 6;

int function(int x) {
  return x + variable + (int)per_thread;
}
