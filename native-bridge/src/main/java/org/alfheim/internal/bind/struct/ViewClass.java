package org.alfheim.internal.bind.struct;

import static java.lang.constant.ConstantDescs.CD_MethodHandle;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.invoke.MethodType.methodType;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.bind.BindingException;
import org.alfheim.internal.bind.codegen.FieldConstructor;
import org.alfheim.types.StructureType;

/**
 * Writes the class of a view: a hidden class in the view's own package that has the memory in a
 * field, and a method handle as a constant for each member.
 */
final class ViewClass {
  private static final ClassDesc MEMORY = ClassDesc.of(MemorySegment.class.getName());
  private static final String FIELD = ViewMembers.MEMORY;
  private static final DirectMethodHandleDesc CLASS_DATA_AT =
      ConstantDescs.ofConstantBootstrap(
          ClassDesc.of(MethodHandles.class.getName()), "classDataAt", CD_Object, CD_int);

  private final Class<?> view;
  private final ClassDesc own;
  private final List<Object> constants = new ArrayList<>();

  private ViewClass(Class<?> view, ClassDesc own) {
    this.view = view;
    this.own = own;
  }

  /** A method of the view, and what it invokes with the memory and the method's parameter. */
  private record Bound(Method method, MethodHandle handle) {}

  /**
   * Makes a view's class.
   *
   * @return {@code (MemorySegment) V}; the memory has to have the structure's size, at least
   * @throws BindingException if a method has no member, or is of another type
   */
  static MethodHandle of(
      Class<?> view, StructureType type, MethodHandles.Lookup host, Structures structures) {
    List<Bound> bound = new ArrayList<>();
    for (Method method : ViewMembers.methods(view)) {
      bound.add(bind(ViewMembers.of(view, method, type), structures));
    }
    String name = view.getName();
    ClassDesc own =
        ClassDesc.of(
            host.lookupClass().getPackageName(),
            name.substring(name.lastIndexOf('.') + 1) + "View");
    ViewClass writer = new ViewClass(view, own);
    byte[] bytes = writer.write(bound, type);
    try {
      MethodHandles.Lookup defined =
          // Not initialized here, under a lock: the view may have constants that need the lock.
          host.defineHiddenClassWithClassData(bytes, List.copyOf(writer.constants), false);
      MethodHandle make =
          defined.findConstructor(
              defined.lookupClass(), methodType(void.class, MemorySegment.class));
      MethodHandle cut =
          MethodHandles.insertArguments(StructMemory.CUT, 0, type.size().orElseThrow());
      return MethodHandles.filterArguments(make, 0, cut)
          .asType(methodType(view, MemorySegment.class));
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new BindingException(
          view.getTypeName() + " can't be implemented: " + e.getMessage(), e);
    }
  }

  private static Bound bind(ViewMembers.Accessed accessed, Structures structures) {
    MemberAccess access = accessed.access(structures);
    MethodHandle handle =
        accessed.reads() ? access.get() : access.set().orElseThrow(accessed::readOnly);
    return new Bound(accessed.method(), MethodHandles.insertArguments(handle, 1, 0L));
  }

  private byte[] write(List<Bound> bound, StructureType type) {
    return ClassFile.of()
        .build(
            own,
            builder -> {
              builder.withFlags(
                  ClassFile.ACC_FINAL | ClassFile.ACC_SUPER | ClassFile.ACC_SYNTHETIC);
              builder.withInterfaceSymbols(desc(view));
              builder.withField(FIELD, MEMORY, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
              FieldConstructor.write(builder, own, FIELD, MEMORY);
              builder.withMethodBody(
                  FIELD,
                  MethodTypeDesc.of(MEMORY),
                  ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL,
                  code -> memory(code).areturn());
              object(builder, type);
              bound.forEach(each -> member(builder, each));
            });
  }

  private CodeBuilder memory(CodeBuilder code) {
    return code.aload(0).getfield(own, FIELD, MEMORY);
  }

  private void object(ClassBuilder builder, StructureType type) {
    MethodHandle text = MethodHandles.insertArguments(StructMemory.SHOW, 0, type.name());
    int flags = ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL;
    builder.withMethodBody(
        "toString",
        MethodTypeDesc.of(CD_String),
        flags,
        code -> {
          code.loadConstant(constant(text));
          memory(code)
              .invokevirtual(CD_MethodHandle, "invokeExact", MethodTypeDesc.of(CD_String, MEMORY))
              .areturn();
        });
    builder.withMethodBody(
        "hashCode",
        MethodTypeDesc.of(CD_int),
        flags,
        code ->
            memory(code).invokevirtual(CD_Object, "hashCode", MethodTypeDesc.of(CD_int)).ireturn());
    builder.withMethodBody(
        "equals",
        MethodTypeDesc.of(CD_boolean, CD_Object),
        flags,
        code -> {
          code.loadConstant(constant(StructMemory.SAME));
          memory(code)
              .aload(1)
              .invokevirtual(
                  CD_MethodHandle, "invokeExact", MethodTypeDesc.of(CD_boolean, MEMORY, CD_Object))
              .ireturn();
        });
  }

  private void member(ClassBuilder builder, Bound bound) {
    Method method = bound.method();
    boolean reads = method.getParameterCount() == 0;
    MethodTypeDesc type =
        methodType(method.getReturnType(), method.getParameterTypes())
            .describeConstable()
            .orElseThrow();
    builder.withMethodBody(
        method.getName(),
        type,
        ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL,
        code -> {
          code.loadConstant(constant(bound.handle()));
          memory(code);
          if (!reads) {
            code.loadLocal(TypeKind.from(method.getParameterTypes()[0]), code.parameterSlot(0));
          }
          code.invokevirtual(
              CD_MethodHandle,
              "invokeExact",
              bound.handle().type().describeConstable().orElseThrow());
          TypeKind result = TypeKind.from(method.getReturnType());
          if (!reads && result != TypeKind.VOID) {
            code.aload(0);
          }
          code.return_(result);
        });
  }

  private DynamicConstantDesc<MethodHandle> constant(MethodHandle handle) {
    constants.add(handle);
    return DynamicConstantDesc.ofNamed(
        CLASS_DATA_AT, ConstantDescs.DEFAULT_NAME, CD_MethodHandle, constants.size() - 1);
  }

  private static ClassDesc desc(Class<?> type) {
    return type.describeConstable()
        .orElseThrow(() -> new BindingException(type + " can't be bound: it is a hidden class"));
  }
}
