package org.alfheim.internal.bind.codegen;

import static java.lang.constant.ConstantDescs.CD_MethodHandle;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.bind.BindingException;

/**
 * What a hidden class that is written refers to: method handles, which its class data has ({@link
 * MethodHandles#classDataAt}), and types in the words of class files.
 */
final class ClassConstants {
  private static final DirectMethodHandleDesc CLASS_DATA_AT =
      ConstantDescs.ofConstantBootstrap(
          ClassDesc.of(MethodHandles.class.getName()), "classDataAt", CD_Object, CD_int);

  private final List<Object> data = new ArrayList<>();
  private final Map<MethodHandle, DynamicConstantDesc<MethodHandle>> shared = new HashMap<>();
  private final Map<MethodType, MethodTypeDesc> types = new HashMap<>();

  /** Nothing is referred to yet. */
  ClassConstants() {}

  /** A method handle; each once, since a class has room for 65,535 constants. */
  DynamicConstantDesc<MethodHandle> constant(MethodHandle handle) {
    return shared.computeIfAbsent(
        handle,
        fresh -> {
          data.add(fresh);
          return DynamicConstantDesc.ofNamed(
              CLASS_DATA_AT, ConstantDescs.DEFAULT_NAME, CD_MethodHandle, data.size() - 1);
        });
  }

  /** A type; the methods of a library have few. */
  MethodTypeDesc desc(MethodType type) {
    return types.computeIfAbsent(
        type, fresh -> fresh.describeConstable().orElseThrow(() -> hidden(fresh)));
  }

  /** A class. */
  static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow(() -> hidden(type));
  }

  private static BindingException hidden(Object type) {
    return new BindingException(type + " can't be bound: it is, or uses, a hidden class");
  }

  /**
   * Defines the class that refers to them.
   *
   * @param host the package that it goes into
   * @param initialized whether it is initialized at once
   */
  MethodHandles.Lookup define(MethodHandles.Lookup host, byte[] bytes, boolean initialized)
      throws IllegalAccessException {
    return host.defineHiddenClassWithClassData(bytes, List.copyOf(data), initialized);
  }
}
