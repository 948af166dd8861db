#Signature file v4.1
#Version 

CLSS public abstract interface java.lang.annotation.Annotation
meth public abstract boolean equals(java.lang.Object)
meth public abstract int hashCode()
meth public abstract java.lang.Class<? extends java.lang.annotation.Annotation> annotationType()
meth public abstract java.lang.String toString()

CLSS public abstract interface !annotation java.lang.annotation.Documented
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[ANNOTATION_TYPE])
intf java.lang.annotation.Annotation

CLSS public abstract interface !annotation java.lang.annotation.Retention
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[ANNOTATION_TYPE])
intf java.lang.annotation.Annotation
meth public abstract java.lang.annotation.RetentionPolicy value()

CLSS public abstract interface !annotation java.lang.annotation.Target
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[ANNOTATION_TYPE])
intf java.lang.annotation.Annotation
meth public abstract java.lang.annotation.ElementType[] value()

CLSS public abstract interface org.alfheim.deployer.PluginInstaller
 anno 0 org.osgi.annotation.versioning.ProviderType()
meth public abstract org.osgi.framework.Bundle install(java.lang.String) throws org.osgi.framework.BundleException
meth public abstract org.osgi.framework.Bundle install(java.nio.file.Path) throws org.osgi.framework.BundleException

CLSS abstract interface org.alfheim.deployer.package-info
 anno 0 org.osgi.annotation.bundle.Export(java.lang.String substitution="CALCULATED", java.lang.String[] attribute=[], java.lang.String[] uses=[])
 anno 0 org.osgi.annotation.versioning.Version(java.lang.String value="1.0.0")

CLSS public abstract interface !annotation org.osgi.annotation.bundle.Export
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[PACKAGE])
innr public final static Substitution
intf java.lang.annotation.Annotation
meth public abstract !hasdefault java.lang.String substitution()
meth public abstract !hasdefault java.lang.String[] attribute()
meth public abstract !hasdefault java.lang.String[] uses()

CLSS public abstract interface !annotation org.osgi.annotation.versioning.ProviderType
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[TYPE, PACKAGE])
intf java.lang.annotation.Annotation

CLSS public abstract interface !annotation org.osgi.annotation.versioning.Version
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[PACKAGE])
intf java.lang.annotation.Annotation
meth public abstract java.lang.String value()

