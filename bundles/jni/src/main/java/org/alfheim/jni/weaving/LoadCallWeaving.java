package org.alfheim.jni.weaving;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;
import org.alfheim.jni.LoadCalls;
import org.alfheim.jni.internal.ServedBundles;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;

/** Has the classes of bundles that are served call {@link LoadCalls}. Others it leaves alone. */
final class LoadCallWeaving implements WeavingHook {
  private static final ClassDesc CALLS = LoadCalls.class.describeConstable().orElseThrow();
  private static final ClassDesc STRING = ConstantDescs.CD_String;
  private static final MethodTypeDesc LOAD =
      MethodTypeDesc.of(ConstantDescs.CD_void, STRING, ConstantDescs.CD_MethodHandles_Lookup);
  private static final MethodTypeDesc LOOKUP =
      MethodTypeDesc.of(ConstantDescs.CD_MethodHandles_Lookup);
  private static final MethodTypeDesc PROPERTY =
      MethodTypeDesc.of(STRING, STRING, ConstantDescs.CD_Class);
  private static final MethodTypeDesc PROPERTY_OR =
      MethodTypeDesc.of(STRING, STRING, STRING, ConstantDescs.CD_Class);
  private static final String SYSTEM = "java/lang/System";
  private static final String RUNTIME = "java/lang/Runtime";
  private static final Set<String> LOADING = Set.of("load", "loadLibrary");
  private static final String GET_PROPERTY = "getProperty";

  private final ServedBundles bundles;

  LoadCallWeaving(ServedBundles bundles) {
    this.bundles = bundles;
  }

  @Override
  public void weave(WovenClass woven) {
    if (bundles.of(woven.getBundleWiring()).isEmpty()) {
      return;
    }
    ClassLoader loader = woven.getBundleWiring().getClassLoader();
    ClassFile files =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(loader)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
    ClassModel model = files.parse(woven.getBytes());
    if (!calls(model)) {
      return;
    }
    ClassDesc self = model.thisClass().asSymbol();
    woven.setBytes(
        files.transformClass(
            model,
            ClassTransform.transformingMethodBodies(
                (code, element) -> replace(self, code, element))));
    woven.getDynamicImports().add(LoadCalls.class.getPackageName());
  }

  private static boolean calls(ClassModel model) {
    for (PoolEntry entry : model.constantPool()) {
      if (entry instanceof MemberRefEntry member
          && isReplaced(member.owner().asInternalName(), member.name().stringValue())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isReplaced(String owner, String name) {
    return switch (owner) {
      case SYSTEM -> LOADING.contains(name) || name.equals(GET_PROPERTY);
      case RUNTIME -> LOADING.contains(name);
      default -> false;
    };
  }

  private static void replace(ClassDesc self, CodeBuilder code, CodeElement element) {
    if (!(element instanceof InvokeInstruction call)
        || !isReplaced(call.owner().asInternalName(), call.name().stringValue())) {
      code.with(element);
      return;
    }
    String name = call.name().stringValue();
    if (name.equals(GET_PROPERTY)) {
      boolean alone = call.typeSymbol().parameterCount() == 1;
      code.ldc(self).invokestatic(CALLS, "property", alone ? PROPERTY : PROPERTY_OR);
      return;
    }
    code.invokestatic(ConstantDescs.CD_MethodHandles, "lookup", LOOKUP)
        .invokestatic(CALLS, name, LOAD);
    if (call.owner().asInternalName().equals(RUNTIME)) {
      code.pop();
    }
  }
}
