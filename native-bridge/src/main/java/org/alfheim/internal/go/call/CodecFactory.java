package org.alfheim.internal.go.call;

import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.go.GoChannel;
import org.alfheim.go.GoComplex;
import org.alfheim.go.GoContext;
import org.alfheim.go.GoError;
import org.alfheim.go.GoObject;
import org.alfheim.internal.go.codec.BasicKind;
import org.alfheim.internal.go.codec.BigIntegerCodec;
import org.alfheim.internal.go.codec.ComplexCodec;
import org.alfheim.internal.go.codec.ContextCodec;
import org.alfheim.internal.go.codec.IntegerCodec;
import org.alfheim.internal.go.codec.MapCodec;
import org.alfheim.internal.go.codec.PlainCodec;
import org.alfheim.internal.go.codec.PrimitiveArrayCodec;
import org.alfheim.internal.go.codec.SequenceCodec;
import org.alfheim.internal.go.codec.StringBytesCodec;
import org.alfheim.internal.go.codec.StringCodec;
import org.alfheim.internal.go.codec.StructCodec;
import org.alfheim.internal.go.codec.WireCodec;
import org.alfheim.internal.go.frame.MisfitException;
import org.alfheim.types.GoType;

/**
 * Finds how a type of Java stands for one of Go; {@link org.alfheim.go} has the table. A type that
 * is made of itself is made once.
 */
final class CodecFactory {
  private final NamedTypes types;
  private final Map<Pair, WireCodec> made = new HashMap<>();

  /** Two types that were met. */
  private record Pair(GoType go, Type java) {}

  CodecFactory(NamedTypes types) {
    this.types = types;
  }

  NamedTypes types() {
    return types;
  }

  /**
   * How a type of Java stands for one of Go.
   *
   * @throws MisfitException if it can't
   */
  WireCodec of(GoType go, Type java) {
    Pair pair = new Pair(go, java);
    WireCodec known = made.get(pair);
    if (known != null) {
      return known;
    }
    WireCodec codec = make(go, java, pair);
    made.put(pair, codec);
    return codec;
  }

  /**
   * The same for what Go gives.
   *
   * @throws MisfitException if it can't
   */
  WireCodec given(GoType go, Type java) {
    WireCodec codec = of(go, java);
    ContextCodec.checkGiven(codec);
    return codec;
  }

  private WireCodec make(GoType go, Type java, Pair pair) {
    Class<?> raw = GenericTypes.raw(java);
    if (NamedTypes.isError(go)) {
      return raw == GoError.class ? ErrorCodec.INSTANCE : misfit(go, java);
    }
    if (NamedTypes.isContext(go) && raw == GoContext.class) {
      return ContextCodec.INSTANCE;
    }
    if (NamedTypes.isContext(go) && raw == Object.class) {
      GoObjectType objects = GoObjectType.of(GoObject.class, go, this);
      return new EitherContextCodec(new ObjectCodec(objects, go, types, true));
    }
    return switch (types.behind(go)) {
      case GoType.Basic(String text) -> basic(go, text, raw);
      case GoType.Slice(GoType element) -> sequence(go, element, java, -1);
      case GoType.Array(long length, GoType element) -> sequence(go, element, java, length);
      case GoType.Dictionary(GoType key, GoType value) ->
          raw == Map.class
              ? new MapCodec(
                  of(key, GenericTypes.argument(java, 0)),
                  of(value, GenericTypes.argument(java, 1)))
              : misfit(go, java);
      case GoType.Struct struct -> structure(go, struct, raw, pair);
      case GoType.Pointer _ -> object(go, raw, false, pair);
      case GoType.Interface(List<GoType.Method> methods) ->
          methods.isEmpty() && raw == Object.class
              ? new AnyCodec(GoObjectType.of(GoObject.class, go, this), go, types)
              : object(go, raw, true, pair);
      case GoType.Channel(GoType.Direction direction, GoType element) ->
          raw == GoChannel.class
              ? new ChannelCodec(go, direction, of(element, GenericTypes.argument(java, 0)), types)
              : misfit(go, java);
      case GoType.Func func -> function(go, func, java, pair);
      case GoType.Named name ->
          NamedTypes.isContext(name) ? object(go, raw, true, pair) : unknown(name);
      case GoType.Opaque opaque -> unknown(opaque);
    };
  }

  private static WireCodec misfit(GoType go, Type java) {
    throw new MisfitException(
        "Go's " + go.text() + " is no " + GenericTypes.spelling(java) + hint(go));
  }

  private static String hint(GoType go) {
    if (NamedTypes.isError(go) || NamedTypes.isContext(go)) {
      return ": what stands for it is a Go" + (NamedTypes.isError(go) ? "Error" : "Context");
    }
    return switch (go) {
      case GoType.Pointer _ -> ": what stands for it is a GoObject";
      case GoType.Channel _ -> ": what stands for it is a GoChannel";
      default -> "";
    };
  }

  private static WireCodec unknown(GoType go) {
    throw new MisfitException("what Go's " + go.text() + " is made of is not known");
  }

  private static WireCodec basic(GoType go, String text, Class<?> raw) {
    BasicKind kind = BasicKind.of(text);
    Class<?> java = MethodType.methodType(raw).unwrap().returnType();
    WireCodec codec =
        switch (kind) {
          case null -> null;
          case STRING ->
              raw == String.class
                  ? StringCodec.INSTANCE
                  : raw == byte[].class ? StringBytesCodec.INSTANCE : null;
          case COMPLEX64, COMPLEX128 -> raw == GoComplex.class ? new ComplexCodec(kind) : null;
          case POINTER -> IntegerCodec.of(kind, java);
          case BOOL, FLOAT32, FLOAT64 -> PlainCodec.of(kind, java);
          default ->
              raw == BigInteger.class ? new BigIntegerCodec(kind) : IntegerCodec.of(kind, java);
        };
    return codec == null ? misfit(go, raw) : codec;
  }

  private WireCodec sequence(GoType go, GoType element, Type java, long length) {
    Class<?> raw = GenericTypes.raw(java);
    if (raw == List.class) {
      return new SequenceCodec(of(element, GenericTypes.argument(java, 0)), null, length);
    }
    if (!raw.isArray()) {
      return misfit(go, java);
    }
    Type component =
        java instanceof java.lang.reflect.GenericArrayType array
            ? array.getGenericComponentType()
            : raw.componentType();
    WireCodec codec = of(element, component);
    boolean same =
        codec instanceof IntegerCodec number
            ? number.sameBits()
            : codec == PlainCodec.FLOAT || codec == PlainCodec.DOUBLE;
    return same && raw.componentType().isPrimitive()
        ? new PrimitiveArrayCodec(raw.componentType(), codec.stride(), length)
        : new SequenceCodec(codec, raw.componentType(), length);
  }

  private WireCodec structure(GoType go, GoType.Struct struct, Class<?> raw, Pair pair) {
    if (!raw.isRecord()) {
      return misfit(go, raw);
    }
    RecordFields fields = RecordFields.of(raw);
    StructCodec codec = fields.codec();
    made.put(pair, codec);
    try {
      codec.of(fields.parts(go, struct, this));
    } catch (MisfitException misfit) {
      made.remove(pair);
      throw misfit;
    }
    return codec;
  }

  /** Several results as a record. */
  WireCodec results(List<GoType> go, Type java) {
    Class<?> raw = GenericTypes.raw(java);
    if (!raw.isRecord()) {
      throw new MisfitException(
          "Go gives "
              + go.size()
              + " results, for which "
              + GenericTypes.spelling(java)
              + " would have to be a record");
    }
    RecordFields fields = RecordFields.of(raw);
    StructCodec codec = fields.codec();
    codec.of(fields.parts(go, this));
    return codec;
  }

  private WireCodec object(GoType go, Class<?> raw, boolean tagged, Pair pair) {
    if (!GoObject.class.isAssignableFrom(raw) || raw == GoChannel.class) {
      return misfit(go, raw);
    }
    GoObjectType objects = GoObjectType.of(raw, go, this);
    ObjectCodec codec = new ObjectCodec(objects, go, types, tagged);
    // A method may take or give what the object is itself.
    made.put(pair, codec);
    try {
      objects.check();
    } catch (MisfitException misfit) {
      made.remove(pair);
      throw misfit;
    }
    return codec;
  }

  private WireCodec function(GoType go, GoType.Func func, Type java, Pair pair) {
    if (!GenericTypes.raw(java).isInterface()) {
      return misfit(go, java);
    }
    FuncCodec codec = new FuncCodec(go, java, types);
    made.put(pair, codec);
    try {
      codec.of(func, this);
    } catch (MisfitException misfit) {
      made.remove(pair);
      throw misfit;
    }
    return codec;
  }
}
