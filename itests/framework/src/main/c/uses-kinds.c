/* Bound to a version of a function in another image. */
int function(int);

int use(int x) {
  return function(x);
}
