package org.alfheim.internal.bind.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.alfheim.bind.Check;
import org.alfheim.bind.Errno;
import org.alfheim.bind.Failure;
import org.alfheim.bind.Global;
import org.alfheim.bind.Handle;
import org.alfheim.bind.In;
import org.alfheim.bind.Out;
import org.alfheim.bind.OutResult;
import org.alfheim.bind.SymbolKind;
import org.alfheim.bind.TypeCheck;
import org.alfheim.bind.TypeMismatchException;
import org.alfheim.bind.Unsigned;
import org.alfheim.bind.Variadic;
import org.alfheim.bind.declaration.Declaration;
import org.alfheim.bind.declaration.Prototype;
import org.alfheim.internal.bind.marshal.Target;
import org.alfheim.types.ArrayType;
import org.alfheim.types.CType;
import org.alfheim.types.EnumType;
import org.alfheim.types.FloatingType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.IncompleteType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.KnownType;
import org.alfheim.types.ObjectType;
import org.alfheim.types.Parameter;
import org.alfheim.types.PointerType;
import org.alfheim.types.StructureType;
import org.alfheim.types.StructureType.Kind;
import org.alfheim.types.StructureType.Member;
import org.alfheim.types.TypedefType;
import org.alfheim.types.UnsupportedType;
import org.alfheim.types.VoidType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What may stand for what is the table in the package page of {@code org.alfheim.bind}, and where C
 * is concerned, which types are compatible or converted without loss (C17 6.2.7, 6.3.2.3).
 */
class TypeAssertionTest {
  private static final IntegerType INT = new IntegerType("int", 32, true);
  private static final IntegerType LONG = new IntegerType("long", 64, true);
  private static final IntegerType CHAR = new IntegerType("char", 8, true);
  private static final FloatingType DOUBLE = new FloatingType("double", 64);
  private static final StructureType POINT =
      structure("struct point", 8, member("x", INT, 0), member("y", INT, 32));
  private static final StructureType TIME =
      structure("struct timespec", 16, member("tv_sec", LONG, 0), member("tv_nsec", LONG, 64));
  private static final StructureType MIXED =
      structure("struct mixed", 16, member("n", INT, 0), member("d", DOUBLE, 64));
  private static final UnsupportedType LONG_DOUBLE =
      new UnsupportedType("long double", OptionalLong.of(16));
  private static final EnumType COLOR =
      new EnumType(
          "enum color",
          new IntegerType("unsigned int", 32, false),
          List.of(new EnumType.Enumerator("RED", 0)));

  private static StructureType structure(String name, long size, Member... members) {
    return new StructureType(Kind.STRUCT, name, size, () -> List.of(members));
  }

  private static Member member(String name, CType type, long bit) {
    return new Member(name, type, bit, java.util.OptionalInt.empty());
  }

  private static PointerType pointer(CType target) {
    return new PointerType(target, false);
  }

  private static FunctionType function(CType result, CType... parameters) {
    return new FunctionType(
        result, Arrays.stream(parameters).map(type -> new Parameter("", type)).toList(), false);
  }

  /** A symbol whose type is known. */
  private record Known(CType type, Map<String, CType> names) implements Target {
    @Override
    public String name() {
      return "f";
    }

    @Override
    public SymbolKind kind() {
      return type instanceof FunctionType ? SymbolKind.FUNCTION : SymbolKind.VARIABLE;
    }

    @Override
    public long size() {
      return 0;
    }

    @Override
    public String image() {
      return "libt.so";
    }

    @Override
    public boolean writable() {
      return true;
    }

    @Override
    public Optional<KnownType> knownType() {
      return Optional.ofNullable(type)
          .map(known -> new KnownType(known, "DWARF of libt.so", Optional.empty()));
    }

    @Override
    public Optional<CType> typeNamed(String name) {
      return Optional.ofNullable(names.get(name));
    }

    @Override
    public MemorySegment segment() {
      throw new AssertionError("a check does not look at memory");
    }
  }

  /* Java's side. The method's name says nothing; the second type is what C has. */

  interface Count {
    void cb(int n);
  }

  interface Compare {
    int cb(MemorySegment a, MemorySegment b);
  }

  interface Db extends Handle {}

  interface Pass {
    Db cb(Db db);
  }

  interface Right {
    void ints(int a, int b, int c);

    void wide(long a, long b, long c);

    int result();

    void narrow(byte a, short b, char c);

    boolean bool(boolean a);

    double floats(float a, double b);

    void address(MemorySegment a, MemorySegment b, long c, MemorySegment d);

    String strings(String a, String b, String c);

    void arrays(int[] a, byte[] b, byte[] c, double[] d, long[] e, @In int[] f);

    void structures(byte[] a, int[] b, long[] c, byte[] d);

    @Unsigned
    long unsigned(@Unsigned long a, @Unsigned(8) int b, @Unsigned(16) int c);

    void callbacks(Count a, Compare b, Count c, Count d);

    Db handles(Db a, Handle b, Db c);

    void passesHandles(Pass a);

    @OutResult
    @Check
    Db outHandle(String file);

    @OutResult(1)
    @Errno
    @Unsigned
    long outNumber(int a);

    @OutResult
    String outAnything();

    @Check
    void checked(int a);

    @Errno(Failure.NULL)
    void checkedPointer();

    void variadic(String format, @Variadic int a, double b);

    void plainVariadic(String format);

    void anyVariadic(String format, @Variadic Object... more);

    void memory(String[] a, ByteBuffer b, @In ByteBuffer c);

    void wider(byte[] a, double[] b, long[] c);

    void ignored(int a);

    void unprototyped(int a, double b);
  }

  private static Stream<Object[]> right() {
    CType uInt = new TypedefType("uInt", new IntegerType("unsigned int", 32, false));
    CType uintptr = new TypedefType("uintptr_t", new IntegerType("unsigned long", 64, false));
    CType opaque = new IncompleteType("struct sqlite3");
    CType unsignedChar = new TypedefType("Bytef", new IntegerType("unsigned char", 8, false));
    CType any = function(new VoidType());
    return Stream.of(
        row("ints", function(new VoidType(), INT, uInt, COLOR)),
        row(
            "wide",
            function(new VoidType(), LONG, new IntegerType("size_t", 64, false), pointer(opaque))),
        row("result", function(COLOR)),
        row(
            "narrow",
            function(
                new VoidType(),
                CHAR,
                new IntegerType("short", 16, true),
                new IntegerType("char16_t", 16, false))),
        row("bool", function(new org.alfheim.types.BoolType(), new org.alfheim.types.BoolType())),
        row("floats", function(DOUBLE, new FloatingType("float", 32), DOUBLE)),
        row(
            "address",
            function(
                new VoidType(),
                pointer(opaque),
                new org.alfheim.types.ReferenceType(POINT, false, false),
                pointer(INT),
                uintptr)),
        row(
            "strings",
            function(
                new PointerType(unsignedChar, true),
                new PointerType(CHAR, true),
                pointer(unsignedChar),
                new PointerType(new VoidType(), true))),
        row(
            "arrays",
            function(
                new VoidType(),
                pointer(uInt),
                pointer(unsignedChar),
                pointer(new VoidType()),
                pointer(new ArrayType(DOUBLE, OptionalLong.of(2))),
                pointer(pointer(opaque)),
                new PointerType(INT, true))),
        row(
            "structures",
            function(
                new VoidType(), pointer(MIXED), pointer(POINT), pointer(TIME), pointer(opaque))),
        row(
            "unsigned",
            function(
                uInt,
                uInt,
                new IntegerType("uint8_t", 8, false),
                new IntegerType("uint16_t", 16, false))),
        row(
            "callbacks",
            function(
                new VoidType(),
                pointer(function(new VoidType(), INT)),
                pointer(
                    function(INT, new PointerType(new VoidType(), true), pointer(new VoidType()))),
                pointer(any),
                pointer(new TypedefType("cb_t", function(new VoidType(), INT))))),
        row(
            "handles",
            function(
                pointer(opaque),
                pointer(POINT),
                pointer(new TypedefType("CURL", new VoidType())),
                new TypedefType("DB", pointer(opaque)))),
        row(
            "passesHandles",
            function(new VoidType(), pointer(function(pointer(opaque), pointer(opaque))))),
        row("outHandle", function(INT, new PointerType(CHAR, true), pointer(pointer(opaque)))),
        row("outNumber", function(INT, pointer(uInt), INT)),
        row("outAnything", function(new VoidType(), pointer(new VoidType()))),
        row("checked", function(COLOR, INT)),
        row("checkedPointer", function(pointer(opaque))),
        row(
            "variadic",
            new FunctionType(
                INT, List.of(new Parameter("format", new PointerType(CHAR, true))), true)),
        row(
            "plainVariadic",
            new FunctionType(
                INT, List.of(new Parameter("format", new PointerType(CHAR, true))), true)),
        row(
            "anyVariadic",
            new FunctionType(
                INT, List.of(new Parameter("format", new PointerType(CHAR, true))), true)),
        row(
            "memory",
            function(
                new VoidType(),
                pointer(new PointerType(CHAR, true)),
                pointer(POINT),
                new PointerType(new VoidType(), true))),
        row(
            "wider",
            function(
                INT,
                pointer(LONG_DOUBLE),
                pointer(new UnsupportedType("double _Complex", OptionalLong.of(16))),
                pointer(new UnsupportedType("__int128", OptionalLong.of(16))))),
        row("ignored", function(INT, INT)),
        row("unprototyped", new FunctionType(INT, List.of(), true)));
  }

  private static Object[] row(String method, CType known) {
    return new Object[] {method, known};
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("right")
  void whatIsRightIsNoContradiction(String method, CType known) {
    assertThat(contradictions(Right.class, method, known)).isEmpty();
  }

  interface Wrong {
    double flags();

    long bound(int length);

    int compress(byte[] to, int[] length, byte[] from, long size);

    void count(int a);

    void strings(String a);

    String text();

    void filled(@Out int[] a);

    void narrow(int a);

    void sign(@Unsigned long a);

    void callback(Compare a);

    void count2(Count a);

    void elements(int[] a);

    void byValue(long point);

    void made();

    int nothing();

    void notVariadic(int a, @Variadic int b);

    void tooManyFixed(String a, int b);

    void notAnnotated(String a, Object... more);

    void extended(double a);

    void opaque(long[] a);

    void extendedArray(double[] a);

    boolean truth();

    void noStrings(String[] a);

    void filledBuffer(@Out ByteBuffer a);

    void codeBuffer(ByteBuffer a);

    void anyFixed(String format, @Variadic Object... more);

    @OutResult
    int outSize();

    @OutResult(1)
    Db outIsHandle(int a);

    @OutResult
    int outConstant();

    @OutResult
    int outMissing(int a);

    @Check
    void checkedLong();

    @Errno(Failure.NULL)
    void checkedInt();

    @Errno
    void checkedNothing();

    Db noHandle();

    void characters(Db a);

    void number(Db a);

    void out(Db a);

    void passesHandles(Pass a);
  }

  private static Stream<Object[]> wrong() {
    IntegerType uLong = new IntegerType("unsigned long", 64, false);
    CType uLongf = new TypedefType("uLongf", uLong);
    PointerType bytes =
        pointer(new TypedefType("Bytef", new IntegerType("unsigned char", 8, false)));
    CType opaque = new IncompleteType("struct sqlite3");
    return Stream.of(
        wrong("noStrings", function(INT, pointer(CHAR)), "is String[], C has 'char *'"),
        wrong(
            "filledBuffer",
            function(INT, new PointerType(new VoidType(), true)),
            "is @Out ByteBuffer, C has 'const void *'"),
        wrong(
            "codeBuffer",
            function(INT, pointer(function(INT))),
            "is ByteBuffer, C has 'int (*)(void)'"),
        wrong("anyFixed", function(INT, pointer(CHAR)), "is @Variadic, and C has no '...'"),
        wrong(
            "outSize", function(INT, pointer(uLongf)), "out-parameter 1 is int, C has 'uLongf *'"),
        wrong(
            "outIsHandle",
            function(INT, pointer(opaque), INT),
            "out-parameter 1 is Db, C has 'struct sqlite3 *'"),
        wrong(
            "outConstant",
            function(INT, new PointerType(INT, true)),
            "out-parameter 1 is int, C has 'const int *'"),
        wrong("outMissing", function(INT, INT), "has 1 parameter and an out-parameter, C has 1"),
        wrong("checkedLong", function(LONG), "the failure is told by an int, C has 'long'"),
        wrong("checkedInt", function(INT), "the failure is told by a pointer, C has 'int'"),
        wrong(
            "checkedNothing",
            function(new VoidType()),
            "the failure is told by an int, C has 'void'"),
        wrong("noHandle", function(pointer(INT)), "result is Db, C has 'int *'"),
        wrong(
            "characters",
            function(INT, new PointerType(CHAR, true)),
            "is Db, C has 'const char *'"),
        wrong("number", function(INT, LONG), "is Db, C has 'long'"),
        wrong("out", function(INT, pointer(pointer(opaque))), "is Db, C has 'struct sqlite3 **'"),
        wrong(
            "passesHandles",
            function(INT, pointer(function(pointer(opaque), pointer(INT)))),
            "is Pass, C has 'struct sqlite3 *(*)(int *)'"),
        wrong("flags", function(uLong), "result is double, C has 'unsigned long'"),
        wrong(
            "bound", function(uLong, uLong), "parameter 1 (length) is int, C has 'unsigned long'"),
        wrong(
            "compress",
            function(INT, bytes, pointer(uLongf), bytes, uLong),
            "parameter 2 (length) is int[], C has 'uLongf *'"),
        wrong("count", function(INT, INT, INT), "has 1 parameter, C has 2"),
        wrong("strings", function(INT, pointer(POINT)), "is String, C has 'struct point *'"),
        wrong("text", function(pointer(new VoidType())), "result is String, C has 'void *'"),
        wrong(
            "filled",
            function(new VoidType(), new PointerType(INT, true)),
            "is @Out int[], C has 'const int *'"),
        wrong("narrow", function(new VoidType(), CHAR), "is int, C has 'char'"),
        wrong("sign", function(new VoidType(), INT), "is @Unsigned long, C has 'int'"),
        wrong(
            "callback",
            function(new VoidType(), pointer(function(INT, pointer(INT)))),
            "is Compare, C has 'int (*)(int *)'"),
        wrong(
            "count2",
            function(new VoidType(), pointer(function(INT, INT))),
            "is Count, C has 'int (*)(int)'"),
        wrong("elements", function(new VoidType(), pointer(MIXED)), "is int[]"),
        wrong("byValue", function(new VoidType(), POINT), "is long, C has 'struct point'"),
        wrong("made", function(TIME), "result is void, C has 'struct timespec'"),
        wrong("nothing", function(new VoidType()), "result is int, C has 'void'"),
        wrong("notVariadic", function(new VoidType(), INT), "is @Variadic, and C has no '...'"),
        wrong(
            "tooManyFixed",
            new FunctionType(INT, List.of(new Parameter("", pointer(CHAR))), true),
            "has 2 parameters, C has 1 before '...'"),
        wrong(
            "notAnnotated",
            new FunctionType(INT, List.of(new Parameter("", pointer(CHAR))), true),
            "has 2 parameters, C has 1 before '...'; annotate more with @Variadic"),
        wrong(
            "extended",
            function(new VoidType(), new UnsupportedType("long double", OptionalLong.of(16))),
            "is double, C has 'long double'"),
        wrong(
            "opaque",
            function(new VoidType(), pointer(new IncompleteType("struct sqlite3"))),
            "is long[], C has 'struct sqlite3 *'"),
        wrong("extendedArray", function(INT, pointer(LONG_DOUBLE)), "is double[], C has"),
        wrong("truth", function(INT), "result is boolean, C has 'int'"));
  }

  private static Object[] wrong(String method, CType known, String message) {
    return new Object[] {method, known, message};
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void aContradictionNamesBothTypesAndThePrototype(String method, CType known, String message) {
    assertThat(contradictions(Wrong.class, method, known))
        .singleElement()
        .asString()
        .startsWith("Wrong." + method + "(")
        .contains(message)
        .endsWith(": '" + known.declare("f") + "'");
  }

  @Test
  void allContradictionsOfAMethodAreNamed() {
    assertThat(contradictions(Wrong.class, "compress", function(DOUBLE, INT, INT, INT, DOUBLE)))
        .hasSize(5);
  }

  interface Variables {
    @Global
    int number();

    @Global
    void number(int value);

    @Global
    MemorySegment memory();

    @Global
    String text();

    @Global
    long pointer();
  }

  @Test
  void aVariableIsReadAndWrittenAsWhatItIs() {
    assertThat(contradictions(Variables.class, "number", INT)).isEmpty();
    assertThat(contradictions(Variables.class, "number", new FloatingType("float", 32)))
        .singleElement()
        .asString()
        .contains("is int, C has 'float f'");
    assertThat(contradictions(Variables.class, "memory", POINT)).isEmpty();
    assertThat(contradictions(Variables.class, "text", pointer(CHAR))).isEmpty();
    assertThat(contradictions(Variables.class, "text", new ArrayType(CHAR, OptionalLong.of(8))))
        .hasSize(1);
    assertThat(contradictions(Variables.class, "pointer", pointer(POINT))).isEmpty();
  }

  interface Modes {
    @TypeCheck(TypeCheck.Mode.WAIVED)
    double waived();

    @TypeCheck(TypeCheck.Mode.REQUIRED)
    int required();

    int usual();
  }

  @TypeCheck(TypeCheck.Mode.REQUIRED)
  interface Strict {
    int usual();
  }

  @Test
  void aCheckCanBeWaivedAndDemanded() {
    assertThat(contradictions(Modes.class, "waived", function(INT))).isEmpty();
    assertThat(contradictions(Modes.class, "usual", null)).isEmpty();
    assertThat(contradictions(Modes.class, "required", null))
        .containsExactly("Modes.required(): the type of f is not known");
    assertThat(contradictions(Strict.class, "usual", null)).hasSize(1);
    assertThat(contradictions(Strict.class, "usual", function(INT))).isEmpty();
  }

  private static List<String> contradictions(Class<?> contract, String name, CType known) {
    Method method =
        Arrays.stream(contract.getMethods())
            .filter(m -> m.getName().equals(name))
            .filter(m -> m.getParameterCount() == 0 || !m.isAnnotationPresent(Global.class))
            .findFirst()
            .orElseThrow();
    return TypeAssertion.contradictions(contract, method, new Known(known, Map.of()));
  }

  /* C's side. */

  @ParameterizedTest
  @MethodSource("rightPrototypes")
  void aPrototypeInOtherWordsIsTaken(String prototype, CType known) {
    assertThatNoException()
        .isThrownBy(
            () -> TypeAssertion.check(new Known(known, Map.of()), Prototype.parse(prototype)));
  }

  private static Stream<Object[]> rightPrototypes() {
    TypedefType uLong = new TypedefType("uLong", new IntegerType("unsigned long", 64, false));
    TypedefType db = new TypedefType("sqlite3", new IncompleteType("struct sqlite3"));
    CType callback = pointer(function(INT, pointer(new VoidType())));
    return Stream.of(
        row("unsigned long f(unsigned long)", function(uLong, uLong)),
        row("long f(size_t)", function(uLong, uLong)),
        row("void f(int)", function(INT, INT)),
        row("int f(sqlite3 *)", function(INT, pointer(db))),
        row("int f(struct sqlite3 *)", function(INT, pointer(db))),
        row("int f(void *)", function(INT, pointer(db))),
        row("int f(other *)", function(INT, pointer(db))),
        row(
            "int f(const char *)",
            function(
                INT,
                pointer(new TypedefType("xmlChar", new IntegerType("unsigned char", 8, false))))),
        row("int f(enum color)", function(COLOR, COLOR)),
        row("int f(unsigned)", function(INT, COLOR)),
        row("int f(int (*)(void *))", function(INT, callback)),
        row("int f(void (*)(void))", function(INT, callback)),
        row("int f(long)", function(INT, pointer(db))),
        row("int f(int, double)", new FunctionType(INT, List.of(), true)),
        row("int f(int[])", function(INT, pointer(INT))),
        row("int f(struct timespec *)", function(INT, new PointerType(TIME, true))),
        row(
            "int f(const char *, struct stat *)",
            function(
                INT, new PointerType(CHAR, true), pointer(new IncompleteType("struct stat64")))));
  }

  @ParameterizedTest
  @MethodSource("wrongPrototypes")
  void aPrototypeThatContradictsIsRefused(String prototype, CType known) {
    assertThatExceptionOfType(TypeMismatchException.class)
        .isThrownBy(() ->
            TypeAssertion.check(
                new Known(known, Map.of("point_t", POINT)), Prototype.parse(prototype)))
        .withMessage(
            "libt.so: '%s' contradicts '%s', which is known from DWARF of libt.so",
            Prototype.parse(prototype), known.declare("f"));
  }

  private static Stream<Object[]> wrongPrototypes() {
    return Stream.of(
        row("double f(double)", function(INT, POINT)),
        row("int f(void)", function(INT, INT)),
        row("int f(int, int)", function(INT, INT)),
        row("int f(int)", function(INT, LONG)),
        row("int f(double)", function(INT, LONG)),
        row("float f(int)", function(DOUBLE, INT)),
        row("int f(int *)", function(INT, pointer(LONG))),
        row("int f(char **)", function(INT, pointer(CHAR))),
        row("int f(struct timespec *)", function(INT, pointer(POINT))),
        row("int f(point_t *)", function(INT, pointer(TIME))),
        row("int f(int, ...)", function(INT, INT)),
        row("void f(void)", function(POINT)),
        row("int f(int (*)(int))", function(INT, pointer(function(INT, LONG)))),
        row("int f(void *)", function(INT, INT)));
  }

  @Test
  void aVariableIsDeclaredAsWhatItIs() {
    Known table = new Known(new ArrayType(INT, OptionalLong.of(4)), Map.of());
    for (String right : new String[] {"int f[4]", "unsigned f[]", "int f[4]"}) {
      assertThatNoException().isThrownBy(() -> TypeAssertion.check(table, type(right)));
    }
    for (String wrong : new String[] {"int f[2]", "float f[4]", "long f[2]", "char f[16]"}) {
      assertThatExceptionOfType(TypeMismatchException.class)
          .isThrownBy(() -> TypeAssertion.check(table, type(wrong)));
    }
  }

  private static ObjectType type(String declaration) {
    return Declaration.parse(declaration).type();
  }

  @Test
  void typesThatLeadBackToThemselvesEnd() {
    StructureType[] node = new StructureType[1];
    node[0] =
        new StructureType(
            Kind.STRUCT, "struct node", 8, () -> List.of(member("next", pointer(node[0]), 0)));
    Known known = new Known(function(INT, pointer(node[0])), Map.of("node_t", node[0]));
    assertThatNoException()
        .isThrownBy(() -> TypeAssertion.check(known, Prototype.parse("int f(node_t *)")));
  }

  interface Statement extends Handle {}

  interface Meanings {
    Db open(String file);

    int step(Statement statement);

    int close(Db db);

    int any(Db db);
  }

  @Test
  void aHandleStandsForOneTypeInAContract() throws Exception {
    CType db = pointer(new IncompleteType("struct sqlite3"));
    CType statement = pointer(new IncompleteType("struct sqlite3_stmt"));
    HandleMeanings meanings = new HandleMeanings();
    meanings.see(
        Meanings.class,
        Meanings.class.getDeclaredMethod("open", String.class),
        new Known(function(db, pointer(CHAR)), Map.of()));
    meanings.see(
        Meanings.class,
        Meanings.class.getDeclaredMethod("step", Statement.class),
        new Known(function(INT, statement), Map.of()));
    Method close = Meanings.class.getDeclaredMethod("close", Db.class);
    meanings.see(Meanings.class, close, new Known(null, Map.of()));
    meanings.see(Meanings.class, close, new Known(function(INT, db), Map.of()));
    meanings.see(
        Meanings.class,
        Meanings.class.getDeclaredMethod("any", Db.class),
        new Known(function(INT, pointer(new VoidType())), Map.of()));

    assertThat(meanings.contradictions()).isEmpty();
    meanings.see(Meanings.class, close, new Known(function(INT, statement), Map.of()));
    assertThat(meanings.contradictions())
        .containsExactly(
            "Meanings.close(Db), parameter 1 (db) is Db, C has 'struct sqlite3_stmt *'; in"
                + " Meanings.open(String), result, C has 'struct sqlite3 *'");
  }
}
