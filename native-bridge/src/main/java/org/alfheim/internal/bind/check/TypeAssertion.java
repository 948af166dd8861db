package org.alfheim.internal.bind.check;

import java.lang.foreign.MemorySegment;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.bind.Check;
import org.alfheim.bind.Errno;
import org.alfheim.bind.Failure;
import org.alfheim.bind.Global;
import org.alfheim.bind.SymbolKind;
import org.alfheim.bind.TypeCheck;
import org.alfheim.bind.TypeMismatchException;
import org.alfheim.bind.Variadic;
import org.alfheim.bind.declaration.Prototype;
import org.alfheim.internal.bind.marshal.ContractMethods;
import org.alfheim.internal.bind.marshal.OutParameter;
import org.alfheim.internal.bind.marshal.OutResults;
import org.alfheim.internal.bind.marshal.Target;
import org.alfheim.names.DemangledName;
import org.alfheim.types.CType;
import org.alfheim.types.DeclaredType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.KnownType;
import org.alfheim.types.ObjectType;
import org.alfheim.types.StructureType;
import org.alfheim.types.TypedefType;
import org.alfheim.types.UnsupportedType;
import org.alfheim.types.VoidType;

/**
 * A type that somebody gives to a symbol: in Go, {@code v.(func(int) int)}. What is known of the
 * symbol may contradict it.
 */
public final class TypeAssertion {
  private final Target target;
  private final CType known;
  private final List<String> contradictions = new ArrayList<>();

  private TypeAssertion(Target target, CType known) {
    this.target = target;
    this.known = known;
  }

  /**
   * What contradicts a method of a contract.
   *
   * @param contract the interface, whose {@link TypeCheck} counts where the method has none
   * @return a line for each contradiction; none where nothing is known, unless that is demanded
   */
  public static List<String> contradictions(Class<?> contract, Method method, Target target) {
    TypeCheck.Mode mode = mode(contract, method);
    if (mode == TypeCheck.Mode.WAIVED) {
      return List.of();
    }
    Optional<KnownType> known = target.knownType();
    if (known.isEmpty()) {
      return mode == TypeCheck.Mode.REQUIRED
          ? List.of(ContractMethods.describe(method) + ": " + unknown(target))
          : List.of();
    }
    if (target.typesWaived() || !(known.get().type() instanceof CType type)) {
      return List.of();
    }
    TypeAssertion assertion = new TypeAssertion(target, type);
    if (method.isAnnotationPresent(Global.class)) {
      if (target.kind() == SymbolKind.FUNCTION) {
        return List.of(); // It is refused as a function, whatever its type.
      }
      assertion.access(method);
    } else if (type instanceof FunctionType function) {
      assertion.call(method, function);
    }
    return assertion.contradictions;
  }

  static TypeCheck.Mode mode(Class<?> contract, Method method) {
    TypeCheck own = method.getAnnotation(TypeCheck.class);
    TypeCheck check = own == null ? contract.getAnnotation(TypeCheck.class) : own;
    return check == null ? TypeCheck.Mode.WHERE_KNOWN : check.value();
  }

  /** That nothing is known of a symbol's type, and why, if something should have been. */
  public static String unknown(Target target) {
    List<String> problems = target.typeProblems();
    return "the type of "
        + DemangledName.of(target.name()).orElse(target.name())
        + " is not known"
        + (problems.isEmpty() ? "" : " (" + String.join("; ", problems) + ")");
  }

  /**
   * Refuses a prototype that contradicts what is known.
   *
   * @throws TypeMismatchException if it does
   */
  public static void check(Target target, Prototype prototype) {
    Optional<KnownType> known = target.knownType();
    if (known.isPresent()
        && !target.typesWaived()
        && known.get().type() instanceof FunctionType function
        && !new DeclaredTypes(target::typeNamed).function(prototype.type(), function)) {
      refuse(target, prototype.type(), known.get());
    }
  }

  /**
   * Refuses a type of a variable that contradicts what is known.
   *
   * @throws TypeMismatchException if it does
   */
  public static void check(Target target, ObjectType declared) {
    Optional<KnownType> known = target.knownType();
    if (known.isPresent()
        && !target.typesWaived()
        && known.get().type() instanceof CType type
        && !(type instanceof FunctionType)
        && !new DeclaredTypes(target::typeNamed).variable(declared, type)) {
      refuse(target, declared, known.get());
    }
  }

  private static void refuse(Target target, CType declared, KnownType known) {
    String line =
        target.image()
            + ": '"
            + inC(target, declared)
            + "' contradicts '"
            + inC(target, known.type())
            + "', which is known from "
            + known.origin();
    throw new TypeMismatchException(line, List.of(line));
  }

  /** A symbol in C, with the name of C++ or Rust that people write. */
  private static String inC(Target target, DeclaredType type) {
    return type.declare(DemangledName.declarator(target.name()));
  }

  private void access(Method method) {
    Class<?> result = method.getReturnType();
    boolean fits =
        method.getParameterCount() == 1
            ? JavaTypes.toC(method.getParameters()[0], known)
            : result == MemorySegment.class || JavaTypes.fromC(result, method, known);
    if (!fits) {
      boolean writer = method.getParameterCount() == 1;
      contradictions.add(
          (writer ? ContractMethods.describe(method, 0) : ContractMethods.describe(method))
              + " is "
              + (writer
                  ? JavaTypes.spelling(method.getParameterTypes()[0], method.getParameters()[0])
                  : JavaTypes.spelling(result, method))
              + ", C has '"
              + inC(target, known)
              + "'");
    }
  }

  private void call(Method method, FunctionType function) {
    List<Integer> out = OutParameter.of(method);
    result(method, function, out);
    Parameter[] parameters = method.getParameters();
    List<org.alfheim.types.Parameter> wanted = OutParameter.without(function.parameters(), out);
    if (function.parameters().isEmpty() && function.variadic()) {
      return; // Without a prototype, C says nothing of them.
    }
    int fixed = fixed(parameters);
    if (fixed + out.size() != function.parameters().size()) {
      contradict(
          ContractMethods.describe(method)
              + " has "
              + counted(fixed)
              + (out.isEmpty()
                  ? ""
                  : out.size() == 1
                      ? " and an out-parameter"
                      : " and " + out.size() + " out-parameters")
              + (fixed == parameters.length ? "" : " before @Variadic")
              + ", C has "
              + function.parameters().size()
              + (function.variadic() ? " before '...'" : "")
              + (function.variadic() && method.isVarArgs() && fixed == parameters.length
                  ? "; annotate " + parameters[fixed - 1].getName() + " with @Variadic"
                  : ""));
      return;
    }
    if (fixed < parameters.length && !function.variadic()) {
      contradict(ContractMethods.describe(method, fixed) + " is @Variadic, and C has no '...'");
    }
    for (int i = 0; i < fixed; i++) {
      CType type = wanted.get(i).type();
      Class<?> java = parameters[i].getType();
      boolean fits = JavaTypes.toC(parameters[i], type) || WideType.passed(java, type);
      if (!fits || (Pointers.variableArguments(type) && !passedOn(java))) {
        contradict(
            ContractMethods.describe(method, i)
                + " is "
                + JavaTypes.spelling(java, parameters[i])
                + ", C has '"
                + type
                + "'"
                + called(type)
                + reason(type));
      }
    }
  }

  /** Whether it can be an address that C has given, and nothing that Java has made. */
  private static boolean passedOn(Class<?> java) {
    return java == MemorySegment.class || java == long.class;
  }

  private static int fixed(Parameter[] parameters) {
    int fixed = 0;
    while (fixed < parameters.length && !parameters[fixed].isAnnotationPresent(Variadic.class)) {
      fixed++;
    }
    return fixed;
  }

  private static String counted(int parameters) {
    return parameters + (parameters == 1 ? " parameter" : " parameters");
  }

  private void result(Method method, FunctionType function, List<Integer> out) {
    for (int i = 0; i < out.size(); i++) {
      out(method, OutResults.parts(method).get(i), function.parameters(), out.get(i));
    }
    Class<?> java = out.isEmpty() ? method.getReturnType() : void.class;
    CType c = function.result();
    if (java == void.class && !told(method, c)) {
      contradict(
          ContractMethods.describe(method)
              + ": the failure is told by "
              + (isPointer(method) ? "a pointer" : "an int")
              + ", C has '"
              + c
              + "'");
      return;
    }
    boolean fits =
        java == void.class
            ? !(c.resolved() instanceof StructureType || c.resolved() instanceof UnsupportedType)
            : !(c.resolved() instanceof VoidType)
                && (JavaTypes.fromC(java, method, c) || WideType.passed(java, c));
    if (!fits) {
      contradict(
          ContractMethods.describe(method)
              + ", result is "
              + JavaTypes.spelling(java, method)
              + ", C has '"
              + c
              + "'"
              + called(c)
              + reason(c));
    }
  }

  /** What a name stands for that a header gives a function pointer. */
  private static String called(CType c) {
    return c instanceof TypedefType
            && Pointers.target(c).map(CType::resolved).orElse(null) instanceof FunctionType
        ? ", which is '" + c.resolved() + "'"
        : "";
  }

  /** Why no type of Java would be right, or only one. */
  private static String reason(CType c) {
    if (Pointers.variableArguments(c)) {
      return ", which is a va_list: no caller but C can make one, and a MemorySegment passes on what"
          + " a callback has got";
    }
    return WideType.of(c).filter(WideType.LONG_DOUBLE::equals).isPresent()
        ? ", which is passed in a way that Java's linker has not, and can only stand behind a pointer"
        : "";
  }

  private static boolean isPointer(Method method) {
    Errno errno = method.getAnnotation(Errno.class);
    return errno != null && errno.value() == Failure.NULL;
  }

  /** Whether what C returns can tell a failure, where nothing else becomes of it. */
  private static boolean told(Method method, CType c) {
    if (!method.isAnnotationPresent(Check.class) && !method.isAnnotationPresent(Errno.class)) {
      return true;
    }
    return isPointer(method)
        ? Pointers.target(c).isPresent()
        : DeclaredTypes.bits(c.resolved()) == Integer.SIZE;
  }

  private void out(
      Method method,
      OutResults.Part part,
      List<org.alfheim.types.Parameter> parameters,
      int position) {
    if (position >= parameters.size()) {
      return; // The count says so.
    }
    CType pointer = parameters.get(position).type();
    Optional<CType> written = Pointers.target(pointer);
    if (written.isEmpty()
        || Pointers.constant(pointer)
        || !(written.get().resolved() instanceof VoidType
            || JavaTypes.fromC(part.type(), part.element(), written.get()))) {
      contradict(
          ContractMethods.describe(method)
              + ", out-parameter "
              + (position + 1)
              + " is "
              + JavaTypes.spelling(part.type(), part.element())
              + ", C has '"
              + pointer
              + "'");
    }
  }

  private void contradict(String line) {
    contradictions.add(line + ": '" + inC(target, known) + "'");
  }
}
