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

CLSS public final org.alfheim.bind.ArgumentException
supr org.alfheim.bind.BindingException

CLSS public org.alfheim.bind.BindingException
cons public init(java.lang.String)
cons public init(java.lang.String,java.lang.Throwable)
cons public init(java.lang.String,java.util.List<java.lang.String>)
meth public java.util.List<java.lang.String> missing()
supr java.lang.RuntimeException
hfds missing

CLSS public abstract interface !annotation org.alfheim.bind.Bytes
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[METHOD, PARAMETER])
intf java.lang.annotation.Annotation
meth public abstract long value()

CLSS public abstract interface org.alfheim.bind.CType
innr public abstract interface static ObjectType
innr public abstract interface static ScalarType
innr public final static ArrayType
innr public final static BoolType
innr public final static FloatingType
innr public final static FunctionType
innr public final static IncompleteType
innr public final static IntegerType
innr public final static Parameter
innr public final static PointerType
innr public final static VoidType
meth public abstract java.lang.String declare(java.lang.String)
meth public java.lang.String spelling()

CLSS public final static org.alfheim.bind.CType$ArrayType
 outer org.alfheim.bind.CType
cons public init(org.alfheim.bind.CType$ObjectType,java.util.OptionalLong)
intf org.alfheim.bind.CType$ObjectType
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String declare(java.lang.String)
meth public java.lang.String toString()
meth public java.util.OptionalLong length()
meth public java.util.OptionalLong size()
meth public org.alfheim.bind.CType$ObjectType element()
supr java.lang.Record
hfds element,length

CLSS public final static org.alfheim.bind.CType$BoolType
 outer org.alfheim.bind.CType
cons public init()
intf org.alfheim.bind.CType$ScalarType
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String declare(java.lang.String)
meth public java.lang.String toString()
meth public java.lang.foreign.ValueLayout layout()
supr java.lang.Record

CLSS public final static org.alfheim.bind.CType$FloatingType
 outer org.alfheim.bind.CType
cons public init(java.lang.String,int)
intf org.alfheim.bind.CType$ScalarType
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public int bits()
meth public java.lang.String declare(java.lang.String)
meth public java.lang.String name()
meth public java.lang.String toString()
meth public java.lang.foreign.ValueLayout layout()
supr java.lang.Record
hfds bits,name

CLSS public final static org.alfheim.bind.CType$FunctionType
 outer org.alfheim.bind.CType
cons public init(org.alfheim.bind.CType,java.util.List<org.alfheim.bind.CType$Parameter>,boolean)
intf org.alfheim.bind.CType
meth public boolean variadic()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String declare(java.lang.String)
meth public java.lang.String toString()
meth public java.util.List<org.alfheim.bind.CType$Parameter> parameters()
meth public org.alfheim.bind.CType result()
supr java.lang.Record
hfds parameters,result,variadic

CLSS public final static org.alfheim.bind.CType$IncompleteType
 outer org.alfheim.bind.CType
cons public init(java.lang.String)
intf org.alfheim.bind.CType
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String declare(java.lang.String)
meth public java.lang.String name()
meth public java.lang.String toString()
supr java.lang.Record
hfds name

CLSS public final static org.alfheim.bind.CType$IntegerType
 outer org.alfheim.bind.CType
cons public init(java.lang.String,int,boolean)
intf org.alfheim.bind.CType$ScalarType
meth public boolean character()
meth public boolean signed()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public int bits()
meth public java.lang.String declare(java.lang.String)
meth public java.lang.String name()
meth public java.lang.String toString()
meth public java.lang.foreign.ValueLayout layout()
meth public java.math.BigInteger max()
meth public java.math.BigInteger min()
supr java.lang.Record
hfds bits,name,signed

CLSS public abstract interface static org.alfheim.bind.CType$ObjectType
 outer org.alfheim.bind.CType
intf org.alfheim.bind.CType
meth public abstract java.util.OptionalLong size()

CLSS public final static org.alfheim.bind.CType$Parameter
 outer org.alfheim.bind.CType
cons public init(java.lang.String,org.alfheim.bind.CType)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String name()
meth public java.lang.String toString()
meth public org.alfheim.bind.CType type()
supr java.lang.Record
hfds name,type

CLSS public final static org.alfheim.bind.CType$PointerType
 outer org.alfheim.bind.CType
cons public init(org.alfheim.bind.CType,boolean)
intf org.alfheim.bind.CType$ScalarType
meth public boolean constant()
meth public boolean string()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String declare(java.lang.String)
meth public java.lang.String toString()
meth public java.lang.foreign.ValueLayout layout()
meth public org.alfheim.bind.CType target()
supr java.lang.Record
hfds constant,target

CLSS public abstract interface static org.alfheim.bind.CType$ScalarType
 outer org.alfheim.bind.CType
intf org.alfheim.bind.CType$ObjectType
meth public abstract java.lang.foreign.ValueLayout layout()
meth public java.util.OptionalLong size()

CLSS public final static org.alfheim.bind.CType$VoidType
 outer org.alfheim.bind.CType
cons public init()
intf org.alfheim.bind.CType
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String declare(java.lang.String)
meth public java.lang.String toString()
supr java.lang.Record

CLSS public final org.alfheim.bind.CallResult
cons public init(java.lang.Object,java.util.List<org.alfheim.bind.OutValue>)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.Object value()
meth public java.util.List<org.alfheim.bind.OutValue> outs()
supr java.lang.Record
hfds outs,value

CLSS public final org.alfheim.bind.Contract
meth public static <%0 extends java.lang.Object> {%%0} bind(java.lang.Class<{%%0}>,org.alfheim.bind.Targets)
meth public static <%0 extends java.lang.Object> {%%0} function(java.lang.Class<{%%0}>,org.alfheim.bind.Target)
meth public static java.util.List<java.lang.String> misfits(java.lang.Class<?>,org.alfheim.bind.Targets)
supr java.lang.Object

CLSS public abstract interface !annotation org.alfheim.bind.Critical
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[METHOD])
intf java.lang.annotation.Annotation

CLSS public final org.alfheim.bind.Declaration
cons public init(java.lang.String,org.alfheim.bind.CType$ObjectType)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String name()
meth public java.lang.String toString()
meth public org.alfheim.bind.CType$ObjectType type()
meth public static org.alfheim.bind.Declaration parse(java.lang.String)
meth public static org.alfheim.bind.Declaration parseNamed(java.lang.String)
supr java.lang.Record
hfds name,type

CLSS public final org.alfheim.bind.DeclarationException
meth public int column()
meth public java.lang.String declaration()
supr org.alfheim.bind.BindingException
hfds column,declaration

CLSS public abstract interface !annotation org.alfheim.bind.Global
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[METHOD])
intf java.lang.annotation.Annotation

CLSS public abstract interface !annotation org.alfheim.bind.In
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[PARAMETER])
intf java.lang.annotation.Annotation

CLSS public abstract interface !annotation org.alfheim.bind.Name
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[METHOD])
intf java.lang.annotation.Annotation
meth public abstract java.lang.String value()

CLSS public abstract interface org.alfheim.bind.NativeFunction
 anno 0 org.osgi.annotation.versioning.ProviderType()
meth public abstract java.lang.Object call(java.util.List<?>)
meth public abstract java.lang.String format(java.lang.Object)
meth public abstract org.alfheim.bind.CallResult callText(java.util.List<java.lang.String>,long)
meth public abstract org.alfheim.bind.Prototype prototype()
meth public org.alfheim.bind.CallResult callText(java.util.List<java.lang.String>)
meth public static org.alfheim.bind.NativeFunction of(org.alfheim.bind.Target,org.alfheim.bind.Prototype)

CLSS public abstract interface !annotation org.alfheim.bind.Out
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[PARAMETER])
intf java.lang.annotation.Annotation

CLSS public final org.alfheim.bind.OutValue
cons public init(int,java.lang.String,java.lang.Object,java.lang.String)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public int position()
meth public java.lang.Object value()
meth public java.lang.String name()
meth public java.lang.String text()
meth public java.lang.String toString()
supr java.lang.Record
hfds name,position,text,value

CLSS public final org.alfheim.bind.Prototype
cons public init(java.lang.String,org.alfheim.bind.CType$FunctionType)
meth public boolean variadic()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String name()
meth public java.lang.String toString()
meth public java.lang.foreign.FunctionDescriptor descriptor()
meth public java.util.List<org.alfheim.bind.CType$Parameter> parameters()
meth public org.alfheim.bind.CType result()
meth public org.alfheim.bind.CType$FunctionType type()
meth public static org.alfheim.bind.Prototype parse(java.lang.String)
supr java.lang.Record
hfds name,type

CLSS public final org.alfheim.bind.ReadOnlyException
supr org.alfheim.bind.BindingException

CLSS public abstract interface !annotation org.alfheim.bind.Retained
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[PARAMETER])
intf java.lang.annotation.Annotation

CLSS public final !enum org.alfheim.bind.SymbolKind
fld public final static org.alfheim.bind.SymbolKind FUNCTION
fld public final static org.alfheim.bind.SymbolKind TLS
fld public final static org.alfheim.bind.SymbolKind VARIABLE
meth public java.lang.String label()
meth public static org.alfheim.bind.SymbolKind valueOf(java.lang.String)
meth public static org.alfheim.bind.SymbolKind[] values()
supr java.lang.Enum<org.alfheim.bind.SymbolKind>

CLSS public abstract interface org.alfheim.bind.Target
 anno 0 org.osgi.annotation.versioning.ConsumerType()
meth public abstract boolean writable()
meth public abstract java.lang.String image()
meth public abstract java.lang.String name()
meth public abstract java.lang.foreign.MemorySegment segment()
meth public abstract long size()
meth public abstract org.alfheim.bind.SymbolKind kind()

CLSS public abstract interface org.alfheim.bind.Targets
 anno 0 org.osgi.annotation.versioning.ConsumerType()
meth public abstract java.lang.String image()
meth public abstract java.util.Optional<? extends org.alfheim.bind.Target> find(java.lang.String)

CLSS public abstract interface !annotation org.alfheim.bind.Unsigned
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[METHOD, PARAMETER])
intf java.lang.annotation.Annotation
meth public abstract !hasdefault int value()

CLSS public abstract interface org.alfheim.bind.Variable<%0 extends java.lang.Object>
 anno 0 org.osgi.annotation.versioning.ProviderType()
meth public abstract java.lang.String getText(long)
meth public abstract org.alfheim.bind.CType type()
meth public abstract void set({org.alfheim.bind.Variable%0})
meth public abstract void setText(java.lang.String)
meth public abstract {org.alfheim.bind.Variable%0} get()
meth public java.lang.String getText()
meth public static <%0 extends java.lang.Object> org.alfheim.bind.Variable<{%%0}> of(org.alfheim.bind.Target,java.lang.Class<{%%0}>)
meth public static org.alfheim.bind.Variable<java.lang.Object> of(org.alfheim.bind.Target,org.alfheim.bind.Declaration)

CLSS public abstract interface !annotation org.alfheim.bind.Variadic
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=RUNTIME)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[PARAMETER])
intf java.lang.annotation.Annotation

CLSS abstract interface org.alfheim.bind.package-info
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

