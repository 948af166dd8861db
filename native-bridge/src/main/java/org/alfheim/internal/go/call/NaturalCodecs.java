package org.alfheim.internal.go.call;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.go.GoObject;
import org.alfheim.internal.go.codec.BasicKind;
import org.alfheim.internal.go.codec.BigIntegerCodec;
import org.alfheim.internal.go.codec.ComplexCodec;
import org.alfheim.internal.go.codec.IntegerCodec;
import org.alfheim.internal.go.codec.MapCodec;
import org.alfheim.internal.go.codec.PlainCodec;
import org.alfheim.internal.go.codec.PrimitiveArrayCodec;
import org.alfheim.internal.go.codec.SequenceCodec;
import org.alfheim.internal.go.codec.StringCodec;
import org.alfheim.internal.go.codec.StructCodec;
import org.alfheim.internal.go.codec.WireCodec;
import org.alfheim.internal.go.frame.MisfitException;
import org.alfheim.types.GoType;

/**
 * How values of Go are in Java where nobody says it: integers as Long (or BigInteger, where that is
 * too small), slices and arrays as lists, of bytes as {@code byte[]}, structures as maps from the
 * names of their exported fields, and what stays in Go as {@link GoObject}.
 */
final class NaturalCodecs {
  private final NamedTypes types;
  private final CodecFactory objects;
  private final Map<GoType, WireCodec> made = new HashMap<>();

  NaturalCodecs(NamedTypes types) {
    this.types = types;
    this.objects = new CodecFactory(types);
  }

  /**
   * The codec of a type.
   *
   * @throws MisfitException if what it is made of is not known
   */
  WireCodec of(GoType go) {
    WireCodec known = made.get(go);
    if (known == null) {
      known = make(go);
      made.put(go, known);
    }
    return known;
  }

  private WireCodec make(GoType go) {
    if (NamedTypes.isError(go)) {
      return ErrorCodec.INSTANCE;
    } else if (NamedTypes.isContext(go)) {
      return new EitherContextCodec(object(go, true));
    }
    return switch (types.behind(go)) {
      case GoType.Basic(String text) -> basic(text);
      case GoType.Slice(GoType element) -> sequence(element, -1);
      case GoType.Array(long length, GoType element) -> sequence(element, length);
      case GoType.Dictionary(GoType key, GoType value) -> new MapCodec(of(key), of(value));
      case GoType.Struct struct -> structure(go, struct);
      case GoType.Interface(List<GoType.Method> methods) when methods.isEmpty() ->
          new AnyCodec(GoObjectType.of(GoObject.class, go, objects), go, types);
      case GoType.Interface _, GoType.Func _ -> object(go, true);
      case GoType.Pointer _, GoType.Channel _ -> object(go, false);
      case GoType.Named _, GoType.Opaque _ ->
          throw new MisfitException("what Go's " + go.text() + " is made of is not known");
    };
  }

  private ObjectCodec object(GoType go, boolean tagged) {
    return new ObjectCodec(GoObjectType.of(GoObject.class, go, objects), go, types, tagged);
  }

  private static WireCodec basic(String text) {
    BasicKind kind = BasicKind.of(text);
    return switch (kind) {
      case null -> throw new MisfitException("Go's " + text + " is not known");
      case BOOL -> PlainCodec.BOOLEAN;
      case FLOAT32 -> PlainCodec.FLOAT;
      case FLOAT64 -> PlainCodec.DOUBLE;
      case COMPLEX64, COMPLEX128 -> new ComplexCodec(kind);
      case STRING -> StringCodec.INSTANCE;
      case UINT, UINT64, UINTPTR -> new BigIntegerCodec(kind);
      default -> IntegerCodec.of(kind, long.class);
    };
  }

  private WireCodec sequence(GoType element, long length) {
    return types.behind(element).equals(new GoType.Basic(BasicKind.UINT8.text()))
        ? new PrimitiveArrayCodec(byte.class, 1, length)
        : new SequenceCodec(of(element), null, length);
  }

  private WireCodec structure(GoType go, GoType.Struct struct) {
    StructCodec codec = new StructCodec(go.text(), null, null);
    made.put(go, codec);
    List<StructCodec.Part> parts = new ArrayList<>();
    for (GoType.Field field : struct.fields()) {
      if (RecordFields.isExported(field.name())) {
        parts.add(new StructCodec.Part(field.name(), parts.size(), of(field.type())));
      }
    }
    codec.of(parts);
    return codec;
  }
}
