package org.alfheim.internal.go.call;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.go.GoError;
import org.alfheim.internal.go.codec.ContextCodec;
import org.alfheim.internal.go.codec.WireCodec;
import org.alfheim.internal.go.frame.MisfitException;
import org.alfheim.types.GoType;

/**
 * A function of Go as a method of Java, in either direction.
 *
 * @param parameters one for each parameter
 * @param result what the results are, without an error that is thrown; null for none
 * @param resultWords how many words all results have
 * @param errorWord at which of them the error is that is thrown; -1 if there is none
 */
record Signature(List<WireCodec> parameters, WireCodec result, int resultWords, int errorWord) {

  private static final int ERROR_WORDS = 2;

  Signature {
    parameters = List.copyOf(parameters);
  }

  /**
   * Lays a method over a function.
   *
   * @throws MisfitException if it doesn't fit; the message says where, and is empty where the
   *     numbers of parameters differ
   */
  static Signature of(GoType.Func go, Method java, GenericTypes generic, CodecFactory codecs) {
    Type[] types = java.getGenericParameterTypes();
    if (types.length != go.parameters().size()) {
      throw new MisfitException("");
    }
    List<WireCodec> parameters = new ArrayList<>();
    for (int i = 0; i < types.length; i++) {
      try {
        parameters.add(codecs.of(go.parameters().get(i), generic.resolve(types[i])));
      } catch (MisfitException misfit) {
        throw new MisfitException("parameter " + (i + 1) + ": " + misfit.getMessage());
      }
    }
    return results(parameters, go.results(), generic.resolve(java.getGenericReturnType()), codecs);
  }

  /** Lays a method over a variable: an error in one is a value. */
  static Signature variable(
      GoType.Func go, Method java, GenericTypes generic, CodecFactory codecs) {
    if (go.results().isEmpty()) {
      return of(go, java, generic, codecs);
    }
    WireCodec value =
        codecs.given(go.results().getFirst(), generic.resolve(java.getGenericReturnType()));
    return new Signature(List.of(), value, value.words(), -1);
  }

  private static Signature results(
      List<WireCodec> parameters, List<GoType> go, Type java, CodecFactory codecs) {
    boolean thrown =
        !go.isEmpty() && NamedTypes.isError(go.getLast()) && !takesError(java, go.size());
    List<GoType> given = thrown ? go.subList(0, go.size() - 1) : go;
    WireCodec result = result(given, java, codecs);
    int words = result == null ? 0 : result.words();
    return new Signature(
        parameters, result, words + (thrown ? ERROR_WORDS : 0), thrown ? words : -1);
  }

  /** Whether the error is a value of what the method gives. */
  private static boolean takesError(Type java, int results) {
    Class<?> raw = GenericTypes.raw(java);
    return results == 1
        ? raw == GoError.class
        : raw.isRecord()
            && raw.getRecordComponents().length == results
            && raw.getRecordComponents()[results - 1].getType() == GoError.class;
  }

  private static WireCodec result(List<GoType> go, Type java, CodecFactory codecs) {
    boolean nothing = java == void.class || java == Void.class;
    if (go.isEmpty() != nothing) {
      throw new MisfitException(nothing ? "the result is given to nobody" : "Go gives no result");
    }
    try {
      return switch (go.size()) {
        case 0 -> null;
        case 1 -> codecs.given(go.getFirst(), java);
        default -> codecs.results(go, java);
      };
    } catch (MisfitException misfit) {
      throw new MisfitException("result: " + misfit.getMessage());
    }
  }

  /**
   * Checks that a method of Java can be called by Go.
   *
   * @throws MisfitException if a parameter is what Go has none of
   */
  void checkCallable() {
    for (int i = 0; i < parameters.size(); i++) {
      try {
        ContextCodec.checkGiven(parameters.get(i));
      } catch (MisfitException misfit) {
        throw new MisfitException("parameter " + (i + 1) + ": " + misfit.getMessage());
      }
    }
  }

  int parameterWords() {
    return parameters.stream().mapToInt(WireCodec::words).sum();
  }

  /** Whether results refer to memory. */
  boolean refers() {
    return errorWord >= 0 || (result != null && result.refers());
  }
}
