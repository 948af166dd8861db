// Classes, exceptions, associative arrays, templates, and memory that is collected.
module library;

import core.memory : GC;
import core.stdc.stdio : snprintf;
import std.conv : to;

__gshared long counter = 3;
long local = 7; // thread-local, as is usual in D
immutable string[3] names = ["one", "two", "three"];
long[string] known;

shared static this() { counter += 100; }
static this() { local += 10; }

interface Shape { long area(long x); }
class Square : Shape { long area(long x) { return x * x; } }
class Line : Shape { long area(long x) { return counter; } }
class Refusal : Exception {
  long code;
  this(long c) { super("refused"); code = c; }
}
T largest(T)(T a, T b) { return a < b ? b : a; }

extern (C):
long t_state(long x) { counter += x; local += 1; return counter * 100 + local + cast(long) names[x % 3].length; }
long t_classes(long x) {
  Shape s = x & 1 ? cast(Shape) new Square : new Line;
  auto q = cast(Square) s;
  return s.area(x) + (q is null ? 0 : 1000) + cast(long) typeid(cast(Object) s).name.length;
}
long t_throw(long x) {
  long left = 0;
  try {
    scope (exit) left += 100;
    if (x > 5) throw new Refusal(x);
    if (x > 2) throw new Exception("large");
    return x;
  } catch (Refusal r) {
    return r.code * 10 + left;
  } catch (Exception e) {
    return cast(long) e.msg.length + left;
  }
}
long t_text(long x) {
  long h = 0;
  char[40] line;
  auto length = snprintf(line.ptr, line.length, "%ld %.3f", x, x * 0.5);
  foreach (c; line[0 .. length] ~ names[x % 3] ~ to!string(x * x)) h = h * 31 + c;
  return h;
}
long t_arrays(long x) {
  known[to!string(x)] = x;
  long[] v;
  foreach (i; 0 .. x + 3) v ~= (i * 7) % 5;
  long all = 0;
  foreach (one; v) all += one;
  return all * 100 + v[$ - 1] + cast(long) known.length + known[to!string(x)];
}
long t_templates(long x) { return largest(x, 3L) + cast(long) largest(1.5, cast(double) x) + largest(2, 1); }
long t_memory(long x) {
  auto all = new long[](1000);
  all[] = x;
  GC.collect();
  return all[0] + all[$ - 1] * 100;
}
