package org.alfheim.internal.bind.struct;

import static java.lang.constant.ConstantDescs.CD_MethodHandle;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.invoke.MethodType.methodType;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Consumer;

/**
 * Loops over the elements of an array, each of which is copied to memory or back. Each loop is a
 * hidden class that has the copy of one element as a constant: the just-in-time compiler makes one
 * piece of code of both, where a loop for all records would call what it does not know.
 */
final class RecordLoop {
  private static final String LOOP = "loop";
  private static final ClassDesc MEMORY = ClassDesc.of(MemorySegment.class.getName());

  private RecordLoop() {}

  /**
   * A loop that writes.
   *
   * @param lend {@code (Object frame, MemorySegment, long base, R) void}
   * @param size how far one element is from the next, in bytes
   * @return {@code (Object[], MemorySegment, Object frame) void}, which passes over what is null
   */
  static MethodHandle lending(MethodHandle lend, long size) {
    MethodType each =
        methodType(void.class, Object.class, MemorySegment.class, long.class, Object.class);
    return define(
        methodType(void.class, Object[].class, MemorySegment.class, Object.class),
        lend.asType(each),
        code -> {
          Label nothing = code.newLabel();
          element(code);
          code.ifnull(nothing).loadConstant(constant()).aload(2).aload(1);
          base(code, size);
          element(code);
          code.invokevirtual(
                  CD_MethodHandle,
                  "invokeExact",
                  MethodTypeDesc.of(CD_void, CD_Object, MEMORY, CD_long, CD_Object))
              .labelBinding(nothing);
        });
  }

  /**
   * A loop that reads.
   *
   * @param read {@code (MemorySegment, long base) R}
   * @param size how far one element is from the next, in bytes
   * @return {@code (Object[], MemorySegment) void}
   */
  static MethodHandle reading(MethodHandle read, long size) {
    MethodType each = methodType(Object.class, MemorySegment.class, long.class);
    return define(
        methodType(void.class, Object[].class, MemorySegment.class),
        read.asType(each),
        code -> {
          code.aload(0);
          counter(code).loadConstant(constant()).aload(1);
          base(code, size);
          code.invokevirtual(
                  CD_MethodHandle, "invokeExact", MethodTypeDesc.of(CD_Object, MEMORY, CD_long))
              .aastore();
        });
  }

  private static DynamicConstantDesc<MethodHandle> constant() {
    return DynamicConstantDesc.ofNamed(
        ConstantDescs.ofConstantBootstrap(
            ClassDesc.of(MethodHandles.class.getName()), "classData", CD_Object),
        ConstantDescs.DEFAULT_NAME,
        CD_MethodHandle);
  }

  /** The counter lies behind the parameters, of which there are three at most. */
  private static CodeBuilder counter(CodeBuilder code) {
    return code.iload(3);
  }

  private static void element(CodeBuilder code) {
    code.aload(0);
    counter(code).aaload();
  }

  private static void base(CodeBuilder code, long size) {
    counter(code).i2l().loadConstant(size).lmul();
  }

  /** {@code if (array != null) for (int i = 0; i < array.length; i++) each}. */
  private static MethodHandle define(
      MethodType type, MethodHandle constant, Consumer<CodeBuilder> each) {
    MethodHandles.Lookup host = MethodHandles.lookup();
    byte[] bytes =
        ClassFile.of()
            .build(
                ClassDesc.of(RecordLoop.class.getName() + "Code"),
                written ->
                    written
                        .withFlags(
                            ClassFile.ACC_FINAL | ClassFile.ACC_SUPER | ClassFile.ACC_SYNTHETIC)
                        .withMethodBody(
                            LOOP,
                            type.describeConstable().orElseThrow(),
                            ClassFile.ACC_STATIC,
                            code -> {
                              Label next = code.newLabel();
                              Label end = code.newLabel();
                              code.aload(0).ifnull(end);
                              code.iconst_0().istore(3).labelBinding(next);
                              counter(code).aload(0).arraylength().if_icmpge(end);
                              each.accept(code);
                              code.iinc(3, 1).goto_(next).labelBinding(end).return_();
                            }));
    try {
      MethodHandles.Lookup defined = host.defineHiddenClassWithClassData(bytes, constant, true);
      return defined.findStatic(defined.lookupClass(), LOOP, type);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a loop that was written is not there", e);
    }
  }
}
