package org.alfheim.internal.bind.codegen;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** The constructor of a class that is an object and one field of it. */
public final class FieldConstructor {
  private FieldConstructor() {}

  /**
   * Writes a public constructor that takes what the field is to have.
   *
   * @param type the class, whose field is declared elsewhere
   * @param own its name
   * @param field the name of the field
   * @param of the type of the field
   */
  public static void write(ClassBuilder type, ClassDesc own, String field, ClassDesc of) {
    type.withMethodBody(
        ConstantDescs.INIT_NAME,
        MethodTypeDesc.of(CD_void, of),
        ClassFile.ACC_PUBLIC,
        code ->
            code.aload(0)
                .invokespecial(CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                .aload(0)
                .aload(1)
                .putfield(own, field, of)
                .return_());
  }
}
