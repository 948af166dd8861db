package org.alfheim.jni.weaving;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.constant.ClassDesc;
import java.util.List;
import java.util.Optional;
import org.alfheim.jni.LoadCalls;
import org.alfheim.jni.internal.ServedBundle;
import org.alfheim.jni.internal.ServedBundles;
import org.osgi.framework.hooks.weaving.WeavingHook;
import org.osgi.framework.hooks.weaving.WovenClass;

/** Has the classes of bundles that are served call {@link LoadCalls}. Others it leaves alone. */
final class LoadCallWeaving implements WeavingHook {
  private static final Logger LOG = System.getLogger(LoadCallWeaving.class.getName());

  private static final String CALLS = LoadCalls.class.getName().replace('.', '/');

  private final ServedBundles bundles;

  LoadCallWeaving(ServedBundles bundles) {
    this.bundles = bundles;
  }

  /** A framework has done with a hook that throws: what can't be woven is left as it is. */
  @Override
  public void weave(WovenClass woven) {
    try {
      weaveServed(woven);
    } catch (RuntimeException e) {
      if (woven.getBundleWiring().isInUse()) {
        LOG.log(Level.ERROR, woven.getClassName() + " is not served: " + e, e);
      }
    }
  }

  private void weaveServed(WovenClass woven) {
    Optional<ServedBundle> served = bundles.of(woven.getBundleWiring());
    if (served.isEmpty()) {
      return;
    }
    ReplacedCalls calls = ReplacedCalls.of(served.get());
    ConstantPool pool = new ConstantPool(woven.getBytes());
    List<ConstantPool.Reference> replaced = pool.replaced(calls);
    if (replaced.isEmpty()) {
      return;
    }
    boolean isSystem = replaced.stream().allMatch(method -> ReplacedCalls.isSystem(method.owner()));
    woven.setBytes(isSystem ? pool.with(replaced, CALLS) : transformed(woven, calls));
    woven.getDynamicImports().add(LoadCalls.class.getPackageName());
  }

  /** What is no static method of the same parameters is called by other code. */
  private static byte[] transformed(WovenClass woven, ReplacedCalls calls) {
    ClassLoader loader = woven.getBundleWiring().getClassLoader();
    ClassFile files =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(loader)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
    ClassModel model = files.parse(woven.getBytes());
    ClassDesc self = model.thisClass().asSymbol();
    return files.transformClass(
        model,
        ClassTransform.transformingMethodBodies(
            (code, element) -> calls.replace(self, code, element)));
  }
}
