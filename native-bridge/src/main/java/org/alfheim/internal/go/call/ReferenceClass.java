package org.alfheim.internal.go.call;

import static java.lang.constant.ConstantDescs.CD_MethodHandle;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import org.alfheim.go.GoObject;
import org.alfheim.go.GoReference;
import org.alfheim.internal.bind.codegen.ContractHome;
import org.alfheim.internal.bind.codegen.FieldConstructor;
import org.alfheim.internal.go.frame.MisfitException;

/**
 * Writes the class of an interface whose objects are values in Go: a hidden class in the
 * interface's own package, which knows no class of this loader but those that the interface knows.
 */
final class ReferenceClass {
  private static final DirectMethodHandleDesc CLASS_DATA_AT =
      ConstantDescs.ofConstantBootstrap(
          ClassDesc.of(MethodHandles.class.getName()), "classDataAt", CD_Object, CD_int);
  private static final ClassDesc OBJECT = ClassDesc.of(GoObject.class.getName());
  private static final ClassDesc REFERENCE = ClassDesc.of(GoReference.class.getName());
  private static final String FIELD = "reference";

  private final Class<?> type;
  private final List<Link> links;
  private final MethodHandles.Lookup home;
  private final ClassDesc own;

  /**
   * A method.
   *
   * @param call takes an Object, the reference, before the method's own parameters
   */
  record Link(Method method, MethodHandle call) {}

  private ReferenceClass(Class<?> type, List<Link> links) {
    this.type = type;
    this.links = links;
    this.home = ContractHome.of(type);
    String name = type.getName();
    this.own =
        ClassDesc.of(
            home.lookupClass().getPackageName(),
            name.substring(name.lastIndexOf('.') + 1) + "OfGo");
  }

  /**
   * Writes the class.
   *
   * @return {@code (Object reference) Object}
   * @throws org.alfheim.bind.BindingException if the interface can't be implemented
   */
  static MethodHandle constructor(Class<?> type, List<Link> links) {
    ReferenceClass written = new ReferenceClass(type, links);
    try {
      MethodHandles.Lookup defined =
          written.home.defineHiddenClassWithClassData(
              written.write(), links.stream().map(Link::call).toList(), true);
      return defined
          .findConstructor(defined.lookupClass(), MethodType.methodType(void.class, Object.class))
          .asType(MethodType.genericMethodType(1));
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new MisfitException(type.getTypeName() + " can't be implemented: " + e.getMessage());
    }
  }

  private byte[] write() {
    return ClassFile.of()
        .build(
            own,
            written -> {
              written.withFlags(
                  ClassFile.ACC_FINAL | ClassFile.ACC_SUPER | ClassFile.ACC_SYNTHETIC);
              ClassDesc contract = type.describeConstable().orElseThrow();
              if (GoObject.class.isAssignableFrom(type) || !knowsObjects(type)) {
                written.withInterfaceSymbols(contract);
              } else {
                written.withInterfaceSymbols(contract, OBJECT);
              }
              written.withField(FIELD, CD_Object, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
              FieldConstructor.write(written, own, FIELD, CD_Object);
              describe(written);
              if (knowsObjects(type)) {
                reference(written);
              }
              for (int i = 0; i < links.size(); i++) {
                method(written, links.get(i), i);
              }
            });
  }

  /** Whether the interface's own loader has this {@link GoObject}. */
  private static boolean knowsObjects(Class<?> type) {
    if (GoObject.class.isAssignableFrom(type)
        || ContractHome.of(type).lookupClass() == ReferenceClass.class) {
      return true;
    }
    try {
      ClassLoader loader = ContractHome.of(type).lookupClass().getClassLoader();
      return Class.forName(GoObject.class.getName(), false, loader) == GoObject.class;
    } catch (ClassNotFoundException | LinkageError unknown) {
      return false;
    }
  }

  private void describe(ClassBuilder written) {
    written.withMethodBody(
        "toString",
        MethodTypeDesc.of(CD_String),
        ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL,
        code ->
            code.aload(0)
                .getfield(own, FIELD, CD_Object)
                .invokevirtual(CD_Object, "toString", MethodTypeDesc.of(CD_String))
                .areturn());
  }

  private void reference(ClassBuilder written) {
    written.withMethodBody(
        "reference",
        MethodTypeDesc.of(REFERENCE),
        ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL,
        code -> code.aload(0).getfield(own, FIELD, CD_Object).checkcast(REFERENCE).areturn());
  }

  private void method(ClassBuilder written, Link link, int index) {
    MethodType java =
        MethodType.methodType(link.method().getReturnType(), link.method().getParameterTypes());
    DynamicConstantDesc<?> call =
        DynamicConstantDesc.ofNamed(
            CLASS_DATA_AT, ConstantDescs.DEFAULT_NAME, CD_MethodHandle, index);
    written.withMethodBody(
        link.method().getName(),
        java.describeConstable().orElseThrow(),
        ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL,
        code -> {
          code.loadConstant(call).aload(0).getfield(own, FIELD, CD_Object);
          for (int i = 0; i < java.parameterCount(); i++) {
            code.loadLocal(TypeKind.from(java.parameterType(i)), code.parameterSlot(i));
          }
          code.invokevirtual(
                  CD_MethodHandle,
                  "invokeExact",
                  link.call().type().describeConstable().orElseThrow())
              .return_(TypeKind.from(java.returnType()));
        });
  }
}
