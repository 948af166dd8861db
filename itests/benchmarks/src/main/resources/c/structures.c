/* Functions of structures that do next to nothing, each beside one that has the same from numbers. */
struct point { int x, y; };
struct vector { double x, y; };
struct box { struct vector low, high; };

int sum(struct point p) { return p.x + p.y; }
int sum_of(int x, int y) { return x + y; }

double dot(struct vector v) { return v.x * v.y; }
double dot_of(double x, double y) { return x * y; }

struct point make(int x, int y) { return (struct point) { x, y }; }
long make_of(int x, int y) { return (long) y << 32 | (unsigned) x; }

struct vector turn(double x, double y) { return (struct vector) { y, x }; }
double turn_of(double x, double y) { return y - x; }

double area(struct box b) { return (b.high.x - b.low.x) * (b.high.y - b.low.y); }
double area_of(double a, double b, double c, double d) { return (c - a) * (d - b); }

struct box around(double a, double b, double c, double d) { return (struct box) { { a, b }, { c, d } }; }
double around_of(double a, double b, double c, double d) { return a + b + c + d; }

int sum_behind(const struct point *p) { return p->x + p->y; }
void swap(struct point *p) { *p = (struct point) { p->y, p->x }; }

int works(int status) { return status; }
