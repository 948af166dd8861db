#Signature file v4.1
#Version 

CLSS public abstract interface java.io.Serializable

CLSS public java.lang.Exception
cons protected init(java.lang.String,java.lang.Throwable,boolean,boolean)
cons public init()
cons public init(java.lang.String)
cons public init(java.lang.String,java.lang.Throwable)
cons public init(java.lang.Throwable)
supr java.lang.Throwable

CLSS public java.lang.Object
cons public init()
meth protected java.lang.Object clone() throws java.lang.CloneNotSupportedException
meth protected void finalize() throws java.lang.Throwable
 anno 0 java.lang.Deprecated(boolean forRemoval=true, java.lang.String since="9")
meth public boolean equals(java.lang.Object)
meth public final java.lang.Class<?> getClass()
meth public final void notify()
meth public final void notifyAll()
meth public final void wait() throws java.lang.InterruptedException
meth public final void wait(long) throws java.lang.InterruptedException
meth public final void wait(long,int) throws java.lang.InterruptedException
meth public int hashCode()
meth public java.lang.String toString()

CLSS public abstract java.lang.Record
cons protected init()
meth public abstract boolean equals(java.lang.Object)
meth public abstract int hashCode()
meth public abstract java.lang.String toString()
supr java.lang.Object

CLSS public java.lang.RuntimeException
cons protected init(java.lang.String,java.lang.Throwable,boolean,boolean)
cons public init()
cons public init(java.lang.String)
cons public init(java.lang.String,java.lang.Throwable)
cons public init(java.lang.Throwable)
supr java.lang.Exception

CLSS public java.lang.Throwable
cons protected init(java.lang.String,java.lang.Throwable,boolean,boolean)
cons public init()
cons public init(java.lang.String)
cons public init(java.lang.String,java.lang.Throwable)
cons public init(java.lang.Throwable)
intf java.io.Serializable
meth public final java.lang.Throwable[] getSuppressed()
meth public final void addSuppressed(java.lang.Throwable)
meth public java.lang.StackTraceElement[] getStackTrace()
meth public java.lang.String getLocalizedMessage()
meth public java.lang.String getMessage()
meth public java.lang.String toString()
meth public java.lang.Throwable fillInStackTrace()
meth public java.lang.Throwable getCause()
meth public java.lang.Throwable initCause(java.lang.Throwable)
meth public void printStackTrace()
meth public void printStackTrace(java.io.PrintStream)
meth public void printStackTrace(java.io.PrintWriter)
meth public void setStackTrace(java.lang.StackTraceElement[])
supr java.lang.Object

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

CLSS public final org.alfheim.wrap.GoHostBundle
fld public final static java.lang.String ENTRY = "host.so"
meth public int packages()
meth public java.lang.String symbolicName()
meth public java.lang.String version()
meth public java.util.List<java.lang.String> flags()
meth public java.util.jar.Manifest manifest()
meth public static org.alfheim.wrap.GoHostBundle of(byte[],java.lang.String)
meth public void writeTo(java.io.OutputStream) throws java.io.IOException
supr java.lang.Object
hfds NAME,RACE,TELLING,build,image,version

CLSS public final org.alfheim.wrap.PluginBundle
meth public java.io.InputStream openStream()
meth public java.lang.String entry()
meth public java.lang.String name()
meth public java.lang.String symbolicName()
meth public java.lang.String version()
meth public java.lang.foreign.MemorySegment image()
meth public java.util.List<java.lang.String> warnings()
meth public java.util.Optional<java.nio.file.Path> file()
meth public java.util.jar.Manifest manifest()
meth public org.alfheim.loader.CarriedTypes types()
meth public org.alfheim.wrap.PluginBundle withHeaders(java.util.List<java.lang.String>,java.util.List<java.lang.String>)
meth public org.alfheim.wrap.PluginBundle withSource()
meth public static org.alfheim.wrap.PluginBundle of(java.lang.String,byte[],org.alfheim.wrap.WrapOptions)
meth public static org.alfheim.wrap.PluginBundle of(java.nio.file.Path) throws java.io.IOException
meth public static org.alfheim.wrap.PluginBundle of(java.nio.file.Path,org.alfheim.wrap.WrapOptions) throws java.io.IOException
meth public static org.alfheim.wrap.PluginBundle of(java.util.List<java.nio.file.Path>,org.alfheim.wrap.WrapOptions) throws java.io.IOException
meth public void writeTo(java.io.OutputStream) throws java.io.IOException
supr java.lang.Object
hfds MAXIMUM_SIZE,file,image,manifest,object,types,warnings

CLSS public final org.alfheim.wrap.PluginHeaders
cons public init(java.util.List<org.alfheim.wrap.PluginImage>)
fld public final static java.lang.String ACTIVATOR = "org.alfheim.activator.PluginActivator"
fld public final static java.lang.String GO_NAMESPACE = "org.alfheim.go"
fld public final static java.lang.String PLUGIN_NAMESPACE = "org.alfheim.plugin"
fld public final static java.lang.String SOURCE = "Native-Plugin-Source"
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String importOfActivator()
meth public java.lang.String importPackage()
meth public java.lang.String nativePlugin()
meth public java.lang.String provideCapability()
meth public java.lang.String requireCapability()
meth public java.util.List<java.lang.String> services()
meth public java.util.List<org.alfheim.wrap.PluginImage> images()
supr java.lang.Record
hfds JAVA,LOADER,PLATFORM,PLUGIN_SERVICE,SYMBOL_SERVICE,images

CLSS public final org.alfheim.wrap.PluginImage
cons public init(java.lang.String,java.util.Optional<java.lang.String>,java.util.Optional<java.lang.String>,java.util.Optional<java.lang.String>,java.util.List<java.lang.String>,org.alfheim.wrap.WrapOptions,java.util.List<org.alfheim.wrap.PluginNeed>,java.util.Optional<java.lang.String>,java.util.Optional<org.alfheim.loader.GoBuild>)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String entry()
meth public java.lang.String file()
meth public java.lang.String name()
meth public java.lang.String neededName()
meth public java.util.List<java.lang.String> symbolVersions()
meth public java.util.List<org.alfheim.wrap.PluginNeed> needs()
meth public java.util.Optional<java.lang.String> buildId()
meth public java.util.Optional<java.lang.String> soname()
meth public java.util.Optional<java.lang.String> types()
meth public java.util.Optional<java.lang.String> version()
meth public java.util.Optional<org.alfheim.loader.GoBuild> go()
meth public org.alfheim.wrap.PluginImage needing(java.util.List<org.alfheim.wrap.PluginNeed>)
meth public org.alfheim.wrap.PluginImage typed()
meth public org.alfheim.wrap.WrapOptions options()
meth public static java.util.Optional<java.lang.String> versionOf(java.lang.String)
meth public static org.alfheim.wrap.PluginImage of(java.lang.String,org.alfheim.elf.SharedObject,org.alfheim.wrap.WrapOptions)
supr java.lang.Record
hfds TYPES,buildId,entry,go,needs,options,soname,symbolVersions,types,version

CLSS public final org.alfheim.wrap.PluginNeed
cons public init(java.lang.String,java.util.List<java.lang.String>,java.util.Optional<java.lang.String>,boolean)
meth public boolean optional()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String soname()
meth public java.util.List<java.lang.String> symbolVersions()
meth public java.util.Optional<java.lang.String> versionFilter()
meth public static org.alfheim.wrap.PluginNeed of(org.alfheim.elf.SharedObject,java.lang.String)
supr java.lang.Record
hfds optional,soname,symbolVersions,versionFilter

CLSS public final org.alfheim.wrap.WrapException
supr java.lang.RuntimeException

CLSS public final org.alfheim.wrap.WrapOptions
cons public init(java.util.Optional<java.lang.String>,java.util.Optional<java.lang.String>,java.util.List<java.lang.String>,java.util.List<java.lang.String>,java.util.Optional<java.lang.String>,java.util.List<java.lang.String>,java.util.List<java.lang.String>,java.util.Optional<java.lang.String>,org.alfheim.plugin.Linking)
fld public final static org.alfheim.wrap.WrapOptions NONE
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.util.List<java.lang.String> declared()
meth public java.util.List<java.lang.String> requires()
meth public java.util.List<java.lang.String> services()
meth public java.util.List<java.lang.String> waived()
meth public java.util.Optional<java.lang.String> goRuntime()
meth public java.util.Optional<java.lang.String> name()
meth public java.util.Optional<java.lang.String> symbols()
meth public java.util.Optional<java.lang.String> version()
meth public org.alfheim.plugin.Linking linking()
meth public static org.alfheim.wrap.WrapOptions parse(java.util.Map<java.lang.String,java.lang.String>)
supr java.lang.Record
hfds INTERFACE,KNOWN,POLICIES,VERSION,declared,goRuntime,linking,name,requires,services,symbols,version,waived

CLSS abstract interface org.alfheim.wrap.package-info
 anno 0 org.osgi.annotation.bundle.Export(java.lang.String substitution="CALCULATED", java.lang.String[] attribute=[], java.lang.String[] uses=[])
 anno 0 org.osgi.annotation.versioning.Version(java.lang.String value="2.0.0")

CLSS public abstract interface !annotation org.osgi.annotation.bundle.Export
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[PACKAGE])
innr public final static Substitution
intf java.lang.annotation.Annotation
meth public abstract !hasdefault java.lang.String substitution()
meth public abstract !hasdefault java.lang.String[] attribute()
meth public abstract !hasdefault java.lang.String[] uses()

CLSS public abstract interface !annotation org.osgi.annotation.versioning.Version
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[PACKAGE])
intf java.lang.annotation.Annotation
meth public abstract java.lang.String value()

