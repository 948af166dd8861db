#Signature file v4.1
#Version 

CLSS public abstract interface java.io.Serializable

CLSS public abstract interface java.lang.Comparable<%0 extends java.lang.Object>
meth public abstract int compareTo({java.lang.Comparable%0})

CLSS public abstract java.lang.Enum<%0 extends java.lang.Enum<{java.lang.Enum%0}>>
cons protected init(java.lang.String,int)
innr public final static EnumDesc
intf java.io.Serializable
intf java.lang.Comparable<{java.lang.Enum%0}>
intf java.lang.constant.Constable
meth protected final java.lang.Object clone() throws java.lang.CloneNotSupportedException
meth protected final void finalize()
 anno 0 java.lang.Deprecated(boolean forRemoval=true, java.lang.String since="18")
meth public final boolean equals(java.lang.Object)
meth public final int compareTo({java.lang.Enum%0})
meth public final int hashCode()
meth public final int ordinal()
meth public final java.lang.Class<{java.lang.Enum%0}> getDeclaringClass()
meth public final java.lang.String name()
meth public final java.util.Optional<java.lang.Enum$EnumDesc<{java.lang.Enum%0}>> describeConstable()
meth public java.lang.String toString()
meth public static <%0 extends java.lang.Enum<{%%0}>> {%%0} valueOf(java.lang.Class<{%%0}>,java.lang.String)
supr java.lang.Object

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

CLSS public abstract interface java.lang.constant.Constable
meth public abstract java.util.Optional<? extends java.lang.constant.ConstantDesc> describeConstable()

CLSS public final org.alfheim.registry.PluginConstants
fld public final static int ALL_SYMBOLS_LIMIT = 4096
fld public final static java.lang.String GO_NAMESPACE = "org.alfheim.go"
fld public final static java.lang.String LOADER_NAMESPACE = "org.alfheim.loader"
fld public final static java.lang.String NATIVE_PLUGIN = "Native-Plugin"
fld public final static java.lang.String PLUGIN_BUILDID = "plugin.buildid"
fld public final static java.lang.String PLUGIN_GO = "plugin.go"
fld public final static java.lang.String PLUGIN_NAME = "plugin.name"
fld public final static java.lang.String PLUGIN_NAMESPACE = "org.alfheim.plugin"
fld public final static java.lang.String PLUGIN_PATH = "plugin.path"
fld public final static java.lang.String PLUGIN_SONAME = "plugin.soname"
fld public final static java.lang.String PLUGIN_SYMBOLS = "plugin.symbols"
fld public final static java.lang.String PLUGIN_TYPES = "plugin.types"
fld public final static java.lang.String PLUGIN_VERSION = "plugin.version"
fld public final static java.lang.String SYMBOL_KIND = "symbol.kind"
fld public final static java.lang.String SYMBOL_NAME = "symbol.name"
fld public final static java.lang.String SYMBOL_SIZE = "symbol.size"
fld public final static java.lang.String SYMBOL_TYPE = "symbol.type"
fld public final static java.lang.String SYMBOL_VERSION = "symbol.version"
supr java.lang.Object

CLSS public abstract interface org.alfheim.registry.PluginInventory
 anno 0 org.osgi.annotation.versioning.ProviderType()
innr public final static !enum State
innr public final static Failure
innr public final static Holder
innr public final static Hosting
innr public final static Image
meth public abstract java.util.List<org.alfheim.registry.PluginInventory$Failure> failures()
meth public abstract java.util.List<org.alfheim.registry.PluginInventory$Image> images()

CLSS public final static org.alfheim.registry.PluginInventory$Failure
 outer org.alfheim.registry.PluginInventory
cons public init(org.alfheim.registry.PluginInventory$Holder,java.time.Instant,java.lang.String,java.lang.Throwable)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String message()
meth public java.lang.Throwable cause()
meth public java.time.Instant time()
meth public org.alfheim.registry.PluginInventory$Holder holder()
supr java.lang.Record
hfds cause,holder,message,time

CLSS public final static org.alfheim.registry.PluginInventory$Holder
 outer org.alfheim.registry.PluginInventory
cons public init(long,java.lang.String,org.osgi.framework.Version)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String symbolicName()
meth public long bundle()
meth public org.osgi.framework.Version version()
supr java.lang.Record
hfds bundle,symbolicName,version

CLSS public final static org.alfheim.registry.PluginInventory$Hosting
 outer org.alfheim.registry.PluginInventory
cons public init(java.util.Optional<java.lang.String>,java.util.List<java.lang.String>)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.util.List<java.lang.String> plugins()
meth public java.util.Optional<java.lang.String> version()
supr java.lang.Record
hfds plugins,version

CLSS public final static org.alfheim.registry.PluginInventory$Image
 outer org.alfheim.registry.PluginInventory
cons public init(org.alfheim.registry.PluginInventory$State,java.lang.String,java.lang.String,long,long,java.util.Optional<org.alfheim.plugin.Plugin>,java.util.Optional<org.alfheim.registry.PluginInventory$Holder>)
cons public init(org.alfheim.registry.PluginInventory$State,java.lang.String,java.lang.String,long,long,java.util.Optional<org.alfheim.plugin.Plugin>,java.util.Optional<org.alfheim.registry.PluginInventory$Holder>,java.util.Optional<org.alfheim.registry.PluginInventory$Hosting>)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String location()
meth public java.lang.String name()
meth public java.util.Optional<org.alfheim.plugin.Plugin> plugin()
meth public java.util.Optional<org.alfheim.registry.PluginInventory$Holder> holder()
meth public java.util.Optional<org.alfheim.registry.PluginInventory$Hosting> hosting()
meth public long held()
meth public long size()
meth public org.alfheim.registry.PluginInventory$State state()
supr java.lang.Record
hfds held,holder,hosting,location,name,plugin,size,state

CLSS public final static !enum org.alfheim.registry.PluginInventory$State
 outer org.alfheim.registry.PluginInventory
fld public final static org.alfheim.registry.PluginInventory$State ACTIVE
fld public final static org.alfheim.registry.PluginInventory$State DIRECT
fld public final static org.alfheim.registry.PluginInventory$State ELSEWHERE
fld public final static org.alfheim.registry.PluginInventory$State HELPER
fld public final static org.alfheim.registry.PluginInventory$State HOST
fld public final static org.alfheim.registry.PluginInventory$State NATIVES
fld public final static org.alfheim.registry.PluginInventory$State RETIRED
fld public final static org.alfheim.registry.PluginInventory$State STOPPED
meth public static org.alfheim.registry.PluginInventory$State valueOf(java.lang.String)
meth public static org.alfheim.registry.PluginInventory$State[] values()
supr java.lang.Enum<org.alfheim.registry.PluginInventory$State>

CLSS public final org.alfheim.registry.PluginNames
cons public init(java.lang.String,java.util.Set<java.lang.String>,java.util.Set<java.lang.String>)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String plugin()
meth public java.util.Set<java.lang.String> bundle()
meth public java.util.Set<java.lang.String> image()
meth public static <%0 extends java.lang.Object> java.util.List<{%%0}> meant(java.lang.String,java.util.List<{%%0}>,java.util.function.Function<{%%0},org.alfheim.registry.PluginNames>)
meth public static org.alfheim.registry.PluginNames of(org.osgi.framework.ServiceReference<org.alfheim.plugin.Plugin>,org.alfheim.plugin.Plugin)
supr java.lang.Record
hfds bundle,image,plugin
hcls Sense

CLSS public final org.alfheim.registry.StartFailure
meth public static java.util.List<java.lang.String> unsatisfied(org.osgi.framework.BundleContext,org.osgi.framework.Bundle)
meth public static org.osgi.framework.BundleException of(org.osgi.framework.BundleException)
supr java.lang.Object

CLSS public abstract interface org.alfheim.registry.SymbolDirectory
 anno 0 org.osgi.annotation.versioning.ProviderType()
meth public abstract java.util.Optional<org.alfheim.plugin.Symbol> find(java.lang.String)
meth public abstract java.util.Optional<org.alfheim.plugin.Symbol> find(java.lang.String,java.lang.String)

CLSS abstract interface org.alfheim.registry.package-info
 anno 0 org.osgi.annotation.bundle.Export(java.lang.String substitution="CALCULATED", java.lang.String[] attribute=[], java.lang.String[] uses=[])
 anno 0 org.osgi.annotation.versioning.Version(java.lang.String value="1.1.0")

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

