package org.alfheim.internal.go.call;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.alfheim.internal.go.frame.MisfitException;

/** What the type variables of an interface stand for where it is used. */
final class GenericTypes {
  private final Map<TypeVariable<?>, Type> known = new HashMap<>();

  private GenericTypes() {}

  /** What they stand for in an interface, and in those that it extends. */
  static GenericTypes of(Type used) {
    GenericTypes types = new GenericTypes();
    types.add(used);
    return types;
  }

  private void add(Type used) {
    Class<?> raw = raw(used);
    if (used instanceof ParameterizedType parameterized) {
      TypeVariable<?>[] variables = raw.getTypeParameters();
      Type[] arguments = parameterized.getActualTypeArguments();
      for (int i = 0; i < variables.length; i++) {
        known.put(variables[i], resolve(arguments[i]));
      }
    }
    for (Type inherited : raw.getGenericInterfaces()) {
      add(inherited);
    }
  }

  /** The type without variables and wildcards, as far as they are known. */
  Type resolve(Type type) {
    return switch (type) {
      case TypeVariable<?> variable -> known.getOrDefault(variable, variable);
      case WildcardType wildcard ->
          resolve(
              wildcard.getLowerBounds().length > 0
                  ? wildcard.getLowerBounds()[0]
                  : wildcard.getUpperBounds()[0]);
      case ParameterizedType parameterized ->
          new Resolved(
              raw(parameterized),
              Arrays.stream(parameterized.getActualTypeArguments()).map(this::resolve).toList());
      case GenericArrayType array -> new ResolvedArray(resolve(array.getGenericComponentType()));
      default -> type;
    };
  }

  /** The class of a type. */
  static Class<?> raw(Type type) {
    return switch (type) {
      case Class<?> plain -> plain;
      case ParameterizedType parameterized -> raw(parameterized.getRawType());
      case GenericArrayType array -> raw(array.getGenericComponentType()).arrayType();
      case WildcardType wildcard -> raw(wildcard.getUpperBounds()[0]);
      case TypeVariable<?> variable -> raw(variable.getBounds()[0]);
      default -> throw new MisfitException(type.getTypeName() + " is no type that is known");
    };
  }

  /**
   * An argument of a generic type.
   *
   * @throws MisfitException if it has none
   */
  static Type argument(Type type, int index) {
    if (type instanceof ParameterizedType parameterized) {
      return parameterized.getActualTypeArguments()[index];
    }
    throw new MisfitException(
        raw(type).getSimpleName() + " does not say of what: write it as generic");
  }

  /** A type as its source has it, by simple names. */
  static String spelling(Type type) {
    return switch (type) {
      case ParameterizedType parameterized ->
          raw(type).getSimpleName()
              + Arrays.stream(parameterized.getActualTypeArguments())
                  .map(GenericTypes::spelling)
                  .collect(Collectors.joining(", ", "<", ">"));
      case GenericArrayType array -> spelling(array.getGenericComponentType()) + "[]";
      case Class<?> plain -> plain.getSimpleName();
      case WildcardType wildcard when wildcard.getLowerBounds().length > 0 ->
          "? super " + spelling(wildcard.getLowerBounds()[0]);
      case WildcardType wildcard when wildcard.getUpperBounds()[0] != Object.class ->
          "? extends " + spelling(wildcard.getUpperBounds()[0]);
      default -> type.getTypeName();
    };
  }

  /** A method as its source has it, without names of parameters: {@code int F(String)}. */
  static String spelling(Method method) {
    return spelling(method.getGenericReturnType())
        + " "
        + method.getName()
        + Arrays.stream(method.getGenericParameterTypes())
            .map(GenericTypes::spelling)
            .collect(Collectors.joining(", ", "(", ")"));
  }

  private record Resolved(Class<?> raw, List<Type> arguments) implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return arguments.toArray(Type[]::new);
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    public Type getOwnerType() {
      return raw.getDeclaringClass();
    }
  }

  private record ResolvedArray(Type component) implements GenericArrayType {
    @Override
    public Type getGenericComponentType() {
      return component;
    }
  }
}
