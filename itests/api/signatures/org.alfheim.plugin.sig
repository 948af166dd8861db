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

CLSS public java.lang.Exception
cons protected init(java.lang.String,java.lang.Throwable,boolean,boolean)
cons public init()
cons public init(java.lang.String)
cons public init(java.lang.String,java.lang.Throwable)
cons public init(java.lang.Throwable)
supr java.lang.Throwable

CLSS public abstract interface !annotation java.lang.FunctionalInterface
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[TYPE])
intf java.lang.annotation.Annotation

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

CLSS public abstract interface java.lang.constant.Constable
meth public abstract java.util.Optional<? extends java.lang.constant.ConstantDesc> describeConstable()

CLSS public abstract interface org.alfheim.plugin.BackEndOption
 anno 0 org.osgi.annotation.versioning.ConsumerType()

CLSS public final org.alfheim.plugin.ForeignImage
cons public init(java.lang.String,java.lang.String,long,long)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String location()
meth public java.lang.String name()
meth public long held()
meth public long span()
supr java.lang.Record
hfds held,location,name,span

CLSS public abstract interface org.alfheim.plugin.GoHost
innr public abstract interface static Content
innr public final static OfFile
innr public final static OfStream
intf org.alfheim.plugin.GoHosts$Answer
meth public abstract java.lang.String name()
meth public abstract java.util.Optional<org.alfheim.plugin.Provenance> provenance()

CLSS public abstract interface static org.alfheim.plugin.GoHost$Content
 outer org.alfheim.plugin.GoHost
 anno 0 java.lang.FunctionalInterface()
 anno 0 org.osgi.annotation.versioning.ConsumerType()
meth public abstract java.io.InputStream open() throws java.io.IOException

CLSS public final static org.alfheim.plugin.GoHost$OfFile
 outer org.alfheim.plugin.GoHost
cons public init(java.nio.file.Path,java.util.Optional<org.alfheim.plugin.Provenance>)
intf org.alfheim.plugin.GoHost
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String name()
meth public java.nio.file.Path file()
meth public java.util.Optional<org.alfheim.plugin.Provenance> provenance()
supr java.lang.Record
hfds file,provenance

CLSS public final static org.alfheim.plugin.GoHost$OfStream
 outer org.alfheim.plugin.GoHost
cons public init(java.lang.String,org.alfheim.plugin.GoHost$Content,java.util.Optional<org.alfheim.plugin.Provenance>)
intf org.alfheim.plugin.GoHost
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String name()
meth public java.util.Optional<org.alfheim.plugin.Provenance> provenance()
meth public org.alfheim.plugin.GoHost$Content content()
supr java.lang.Record
hfds content,name,provenance

CLSS public final org.alfheim.plugin.GoHostImage
cons public init(java.lang.String,java.lang.String,java.util.Optional<java.lang.String>,long,long,long,java.util.List<org.alfheim.plugin.LocalPlugin>)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String location()
meth public java.lang.String name()
meth public java.util.List<org.alfheim.plugin.LocalPlugin> plugins()
meth public java.util.Optional<java.lang.String> version()
meth public long base()
meth public long held()
meth public long span()
supr java.lang.Record
hfds base,held,location,name,plugins,span,version

CLSS public abstract interface org.alfheim.plugin.GoHosts
 anno 0 java.lang.FunctionalInterface()
 anno 0 org.osgi.annotation.versioning.ConsumerType()
innr public abstract interface static Answer
innr public final static None
meth public abstract org.alfheim.plugin.GoHosts$Answer find(org.alfheim.plugin.GoNeeds)
meth public static org.alfheim.plugin.GoHosts of(java.nio.file.Path)

CLSS public abstract interface static org.alfheim.plugin.GoHosts$Answer
 outer org.alfheim.plugin.GoHosts

CLSS public final static org.alfheim.plugin.GoHosts$None
 outer org.alfheim.plugin.GoHosts
cons public init(java.lang.String)
intf org.alfheim.plugin.GoHosts$Answer
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String reason()
supr java.lang.Record
hfds reason

CLSS public final org.alfheim.plugin.GoNeeds
cons public init(java.lang.String,java.util.Optional<java.lang.String>,java.util.Optional<java.util.List<java.lang.String>>,boolean,java.util.Map<java.lang.String,java.lang.String>)
meth public boolean race()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String file()
meth public java.util.Map<java.lang.String,java.lang.String> packages()
meth public java.util.Optional<java.lang.String> version()
meth public java.util.Optional<java.util.List<java.lang.String>> flags()
supr java.lang.Record
hfds file,flags,packages,race,version

CLSS public final org.alfheim.plugin.ImageInfo
cons public init(long,long,long,java.util.List<org.alfheim.elf.ProgramHeader>,java.util.List<java.lang.String>,long,long,boolean)
meth public boolean shared()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.util.List<java.lang.String> needed()
meth public java.util.List<org.alfheim.elf.ProgramHeader> segments()
meth public long address(org.alfheim.elf.Vaddr)
meth public long base()
meth public long held()
meth public long nanoseconds()
meth public long relocations()
meth public long span()
supr java.lang.Record
hfds base,held,nanoseconds,needed,relocations,segments,shared,span

CLSS public final org.alfheim.plugin.InitializationException
cons public init(java.lang.String,java.lang.String,java.lang.Throwable)
supr org.alfheim.plugin.PluginException

CLSS public final org.alfheim.plugin.InvalidImageException
cons public init(java.lang.String,java.lang.String,long,java.lang.String,java.lang.Throwable)
meth public java.lang.String field()
meth public long offset()
supr org.alfheim.plugin.PluginException
hfds field,offset

CLSS public final org.alfheim.plugin.Linking
cons public init(java.util.List<java.lang.String>,boolean,boolean,java.util.Optional<java.lang.String>)
fld public final static org.alfheim.plugin.Linking USUAL
meth public boolean isUsual()
meth public boolean referred()
meth public boolean symbolic()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.util.List<java.lang.String> needs()
meth public java.util.Optional<java.lang.String> soname()
meth public org.alfheim.plugin.Linking needing(java.util.List<java.lang.String>)
supr java.lang.Record
hfds needs,referred,soname,symbolic

CLSS public abstract interface org.alfheim.plugin.LocalPlugin
 anno 0 org.osgi.annotation.versioning.ProviderType()
intf org.alfheim.plugin.Plugin
meth public abstract <%0 extends java.lang.Object> org.alfheim.bind.Structure<{%%0}> structure(java.lang.Class<{%%0}>)
meth public abstract java.lang.foreign.SymbolLookup symbolLookup()
meth public abstract java.util.Optional<java.nio.file.Path> path()
meth public abstract org.alfheim.plugin.ImageInfo image()
meth public abstract org.alfheim.plugin.LocalSymbol lookup(java.lang.String)
meth public java.util.List<java.lang.String> linkWarnings()
meth public java.util.List<java.lang.String> objects()
meth public java.util.Optional<org.alfheim.plugin.GoNeeds> go()

CLSS public abstract interface org.alfheim.plugin.LocalSymbol
 anno 0 org.osgi.annotation.versioning.ProviderType()
intf org.alfheim.plugin.Symbol
meth public abstract java.lang.foreign.MemorySegment segment()
 anno 0 org.alfheim.plugin.Restricted()
meth public abstract java.lang.invoke.MethodHandle downcallHandle(java.lang.foreign.FunctionDescriptor)
 anno 0 org.alfheim.plugin.Restricted()
meth public abstract java.util.OptionalLong address()
meth public abstract org.alfheim.plugin.LocalPlugin plugin()

CLSS public final org.alfheim.plugin.NativesImage
cons public init(java.lang.String,java.lang.String,long,long,long,org.alfheim.plugin.NativesImage$State)
innr public final static !enum State
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String location()
meth public java.lang.String name()
meth public long base()
meth public long held()
meth public long span()
meth public org.alfheim.plugin.NativesImage$State state()
supr java.lang.Record
hfds base,held,location,name,span,state

CLSS public final static !enum org.alfheim.plugin.NativesImage$State
 outer org.alfheim.plugin.NativesImage
fld public final static org.alfheim.plugin.NativesImage$State BOUND
fld public final static org.alfheim.plugin.NativesImage$State ELSEWHERE
fld public final static org.alfheim.plugin.NativesImage$State RELEASED
meth public static org.alfheim.plugin.NativesImage$State valueOf(java.lang.String)
meth public static org.alfheim.plugin.NativesImage$State[] values()
supr java.lang.Enum<org.alfheim.plugin.NativesImage$State>

CLSS public final org.alfheim.plugin.OpenOptions
innr public final static Builder
meth public java.util.List<org.alfheim.plugin.BackEndOption> backEndOptions()
meth public java.util.List<org.alfheim.plugin.GoHosts> goHosts()
meth public java.util.List<org.alfheim.plugin.Plugin> dependencies()
meth public java.util.List<org.alfheim.plugin.TypeSource> typeSources()
meth public java.util.Optional<java.lang.String> goRuntime()
meth public java.util.Optional<java.nio.file.Path> folder()
meth public java.util.Optional<org.alfheim.plugin.Provenance> provenance()
meth public java.util.Set<org.alfheim.plugin.Waiver> waivers()
meth public org.alfheim.plugin.Linking linking()
meth public static org.alfheim.plugin.OpenOptions usual()
meth public static org.alfheim.plugin.OpenOptions$Builder builder()
supr java.lang.Object
hfds USUAL,backEndOptions,dependencies,folder,goHosts,goRuntime,linking,provenance,typeSources,waivers

CLSS public final static org.alfheim.plugin.OpenOptions$Builder
 outer org.alfheim.plugin.OpenOptions
meth public !varargs org.alfheim.plugin.OpenOptions$Builder dependOn(org.alfheim.plugin.Plugin[])
meth public !varargs org.alfheim.plugin.OpenOptions$Builder goHosts(org.alfheim.plugin.GoHosts[])
meth public !varargs org.alfheim.plugin.OpenOptions$Builder typesFrom(org.alfheim.plugin.TypeSource[])
meth public !varargs org.alfheim.plugin.OpenOptions$Builder waive(org.alfheim.plugin.Waiver[])
meth public !varargs org.alfheim.plugin.OpenOptions$Builder with(org.alfheim.plugin.BackEndOption[])
meth public org.alfheim.plugin.OpenOptions build()
meth public org.alfheim.plugin.OpenOptions$Builder dependOn(java.util.Collection<? extends org.alfheim.plugin.Plugin>)
meth public org.alfheim.plugin.OpenOptions$Builder folder(java.nio.file.Path)
meth public org.alfheim.plugin.OpenOptions$Builder goHost(java.nio.file.Path)
meth public org.alfheim.plugin.OpenOptions$Builder goRuntime(java.lang.String)
meth public org.alfheim.plugin.OpenOptions$Builder linking(org.alfheim.plugin.Linking)
meth public org.alfheim.plugin.OpenOptions$Builder provenance(org.alfheim.plugin.Provenance)
meth public org.alfheim.plugin.OpenOptions$Builder waive(java.util.Collection<org.alfheim.plugin.Waiver>)
supr java.lang.Object
hfds backEndOptions,dependencies,folder,goHosts,goRuntime,linking,provenance,typeSources,waivers

CLSS public abstract interface org.alfheim.plugin.Plugin
 anno 0 org.osgi.annotation.versioning.ProviderType()
meth public abstract <%0 extends java.lang.Object> {%%0} bind(java.lang.Class<{%%0}>)
meth public abstract int symbolCount()
meth public abstract java.lang.String location()
meth public abstract java.lang.String name()
meth public abstract java.util.List<org.alfheim.plugin.Symbol> symbols()
meth public abstract java.util.Optional<java.lang.String> buildId()
meth public abstract java.util.Optional<java.lang.String> soname()
meth public abstract java.util.Optional<java.lang.String> version()
meth public abstract java.util.Optional<org.alfheim.plugin.Symbol> find(java.lang.String)
meth public abstract java.util.Optional<org.alfheim.plugin.Symbol> find(java.lang.String,java.lang.String)
meth public abstract org.alfheim.plugin.Symbol lookup(java.lang.String)
meth public java.lang.String neededName()

CLSS public abstract org.alfheim.plugin.PluginException
meth public java.lang.String file()
supr java.lang.RuntimeException
hfds file

CLSS public final org.alfheim.plugin.PolicyException
cons public init(java.lang.String,java.util.List<java.lang.String>,java.lang.String)
meth public java.util.List<java.lang.String> objections()
supr org.alfheim.plugin.PluginException
hfds objections

CLSS public abstract interface org.alfheim.plugin.Provenance
 anno 0 org.osgi.annotation.versioning.ConsumerType()
meth public abstract java.lang.String location()

CLSS public final org.alfheim.plugin.RecursiveOpenException
cons public init(java.lang.String,java.lang.String,java.lang.Throwable)
supr org.alfheim.plugin.PluginException

CLSS public final org.alfheim.plugin.ResourceException
cons public init(java.lang.String,java.lang.String,java.lang.Throwable)
supr org.alfheim.plugin.PluginException

CLSS public abstract interface !annotation org.alfheim.plugin.Restricted
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[METHOD])
intf java.lang.annotation.Annotation

CLSS public abstract interface org.alfheim.plugin.Symbol
 anno 0 org.osgi.annotation.versioning.ProviderType()
meth public abstract <%0 extends java.lang.Object> org.alfheim.bind.Variable<{%%0}> variable(java.lang.Class<{%%0}>)
meth public abstract <%0 extends java.lang.Object> {%%0} function(java.lang.Class<{%%0}>)
meth public abstract java.lang.String name()
meth public abstract java.util.Optional<java.lang.String> version()
meth public abstract java.util.Optional<org.alfheim.types.KnownType> type()
meth public abstract long size()
meth public abstract org.alfheim.bind.NativeFunction function()
meth public abstract org.alfheim.bind.NativeFunction function(java.lang.String)
meth public abstract org.alfheim.bind.SymbolKind kind()
meth public abstract org.alfheim.bind.Variable<java.lang.Object> variable()
meth public abstract org.alfheim.bind.Variable<java.lang.Object> variable(java.lang.String)
meth public abstract org.alfheim.plugin.Plugin plugin()

CLSS public final org.alfheim.plugin.SymbolNotFoundException
cons public init(java.lang.String,java.lang.String,java.util.function.Supplier<java.lang.String>)
meth public java.lang.String getMessage()
supr org.alfheim.plugin.PluginException
hfds hint,whole

CLSS public abstract interface org.alfheim.plugin.TypeSource
 anno 0 org.osgi.annotation.versioning.ConsumerType()
meth public abstract java.lang.String name()
meth public abstract java.lang.foreign.MemorySegment read(java.lang.foreign.Arena) throws java.io.IOException
meth public static org.alfheim.plugin.TypeSource of(java.nio.file.Path)

CLSS public final org.alfheim.plugin.UnresolvedException
cons public init(java.lang.String,java.util.List<java.lang.String>,java.util.List<java.lang.String>,java.lang.String,java.lang.Throwable)
meth public java.util.List<java.lang.String> libraries()
meth public java.util.List<java.lang.String> symbols()
supr org.alfheim.plugin.PluginException
hfds libraries,symbols

CLSS public final !enum org.alfheim.plugin.Waiver
fld public final static org.alfheim.plugin.Waiver EXECUTABLE_STACK
fld public final static org.alfheim.plugin.Waiver NODLOPEN
fld public final static org.alfheim.plugin.Waiver TEXT_RELOCATIONS
fld public final static org.alfheim.plugin.Waiver TYPES
fld public final static org.alfheim.plugin.Waiver UNDEFINED_FUNCTIONS
meth public java.lang.String cure()
meth public java.lang.String label()
meth public static java.lang.String labels()
meth public static java.util.Optional<org.alfheim.plugin.Waiver> of(java.lang.String)
meth public static org.alfheim.plugin.Waiver valueOf(java.lang.String)
meth public static org.alfheim.plugin.Waiver[] values()
supr java.lang.Enum<org.alfheim.plugin.Waiver>

CLSS abstract interface org.alfheim.plugin.package-info
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

CLSS public abstract interface !annotation org.osgi.annotation.versioning.ConsumerType
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[TYPE])
intf java.lang.annotation.Annotation

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

