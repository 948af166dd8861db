package org.alfheim.internal.bind.codegen;

import static java.lang.constant.ConstantDescs.CD_MethodHandle;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** What the class of an interface has besides its methods if its objects have a pointer each. */
final class PointedClass {
  static final String FIELD = "pointer";
  private static final ClassDesc MEMORY = ClassDesc.of(MemorySegment.class.getName());

  private PointedClass() {}

  /**
   * Writes the field, the constructor, and when objects are equal.
   *
   * @param same {@code (MemorySegment, Object) boolean}
   */
  static void write(ClassBuilder type, ClassDesc own, DynamicConstantDesc<MethodHandle> same) {
    type.withField(FIELD, MEMORY, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
    FieldConstructor.write(type, own, FIELD, MEMORY);
    type.withMethodBody(
        "hashCode",
        MethodTypeDesc.of(CD_int),
        ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL,
        code ->
            code.aload(0)
                .getfield(own, FIELD, MEMORY)
                .invokevirtual(CD_Object, "hashCode", MethodTypeDesc.of(CD_int))
                .ireturn());
    type.withMethodBody(
        "equals",
        MethodTypeDesc.of(CD_boolean, CD_Object),
        ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL,
        code -> {
          code.loadConstant(same);
          code.aload(0)
              .getfield(own, FIELD, MEMORY)
              .aload(1)
              .invokevirtual(
                  CD_MethodHandle, "invokeExact", MethodTypeDesc.of(CD_boolean, MEMORY, CD_Object))
              .ireturn();
        });
  }
}
