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

CLSS public final org.alfheim.types.ArrayType
cons public init(org.alfheim.types.ObjectType,java.util.OptionalLong)
intf org.alfheim.types.ObjectType
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String declare(java.lang.String)
meth public java.lang.String toString()
meth public java.util.OptionalLong length()
meth public java.util.OptionalLong size()
meth public org.alfheim.types.ObjectType element()
supr java.lang.Record
hfds element,length

CLSS public final org.alfheim.types.BoolType
cons public init()
intf org.alfheim.types.ScalarType
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String declare(java.lang.String)
meth public java.lang.String toString()
meth public java.lang.foreign.ValueLayout layout()
supr java.lang.Record

CLSS public abstract interface org.alfheim.types.CType
intf org.alfheim.types.DeclaredType
meth public abstract java.lang.String declare(java.lang.String)
meth public java.lang.String spelling()
meth public org.alfheim.types.CType resolved()
meth public static java.lang.String word(java.lang.String,java.lang.String)

CLSS public abstract interface org.alfheim.types.DeclaredType
meth public abstract java.lang.String declare(java.lang.String)
meth public java.lang.String spelling()
meth public org.alfheim.types.DeclaredType resolved()

CLSS public final org.alfheim.types.EnumType
cons public init(java.lang.String,org.alfheim.types.IntegerType,java.util.List<org.alfheim.types.EnumType$Enumerator>)
innr public final static Enumerator
intf org.alfheim.types.ScalarType
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String declare(java.lang.String)
meth public java.lang.String name()
meth public java.lang.String toString()
meth public java.lang.foreign.ValueLayout layout()
meth public java.util.List<org.alfheim.types.EnumType$Enumerator> enumerators()
meth public org.alfheim.types.IntegerType underlying()
supr java.lang.Record
hfds enumerators,name,underlying

CLSS public final static org.alfheim.types.EnumType$Enumerator
 outer org.alfheim.types.EnumType
cons public init(java.lang.String,long)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String name()
meth public long value()
supr java.lang.Record
hfds name,value

CLSS public final org.alfheim.types.FloatingType
cons public init(java.lang.String,int)
intf org.alfheim.types.ScalarType
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public int bits()
meth public java.lang.String declare(java.lang.String)
meth public java.lang.String name()
meth public java.lang.String toString()
meth public java.lang.foreign.ValueLayout layout()
supr java.lang.Record
hfds bits,name

CLSS public final org.alfheim.types.FunctionType
cons public init(org.alfheim.types.CType,java.util.List<org.alfheim.types.Parameter>,boolean)
intf org.alfheim.types.CType
meth public boolean variadic()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String declare(java.lang.String)
meth public java.lang.String toString()
meth public java.util.List<org.alfheim.types.Parameter> parameters()
meth public org.alfheim.types.CType result()
supr java.lang.Record
hfds parameters,result,variadic

CLSS public abstract interface org.alfheim.types.GoType
innr public final static !enum Direction
innr public final static Array
innr public final static Basic
innr public final static Channel
innr public final static Dictionary
innr public final static Field
innr public final static Func
innr public final static Interface
innr public final static Method
innr public final static Named
innr public final static Opaque
innr public final static Pointer
innr public final static Slice
innr public final static Struct
intf org.alfheim.types.DeclaredType
meth public abstract java.lang.String text()
meth public java.lang.String declare(java.lang.String)

CLSS public final static org.alfheim.types.GoType$Array
 outer org.alfheim.types.GoType
cons public init(long,org.alfheim.types.GoType)
intf org.alfheim.types.GoType
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String text()
meth public long length()
meth public org.alfheim.types.GoType element()
supr java.lang.Record
hfds element,length

CLSS public final static org.alfheim.types.GoType$Basic
 outer org.alfheim.types.GoType
cons public init(java.lang.String)
intf org.alfheim.types.GoType
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String text()
supr java.lang.Record
hfds text

CLSS public final static org.alfheim.types.GoType$Channel
 outer org.alfheim.types.GoType
cons public init(org.alfheim.types.GoType$Direction,org.alfheim.types.GoType)
intf org.alfheim.types.GoType
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String text()
meth public org.alfheim.types.GoType element()
meth public org.alfheim.types.GoType$Direction direction()
supr java.lang.Record
hfds direction,element

CLSS public final static org.alfheim.types.GoType$Dictionary
 outer org.alfheim.types.GoType
cons public init(org.alfheim.types.GoType,org.alfheim.types.GoType)
intf org.alfheim.types.GoType
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String text()
meth public org.alfheim.types.GoType key()
meth public org.alfheim.types.GoType value()
supr java.lang.Record
hfds key,value

CLSS public final static !enum org.alfheim.types.GoType$Direction
 outer org.alfheim.types.GoType
fld public final static org.alfheim.types.GoType$Direction BOTH
fld public final static org.alfheim.types.GoType$Direction RECEIVE
fld public final static org.alfheim.types.GoType$Direction SEND
meth public static org.alfheim.types.GoType$Direction valueOf(java.lang.String)
meth public static org.alfheim.types.GoType$Direction[] values()
supr java.lang.Enum<org.alfheim.types.GoType$Direction>
hfds text

CLSS public final static org.alfheim.types.GoType$Field
 outer org.alfheim.types.GoType
cons public init(java.lang.String,org.alfheim.types.GoType,long,java.lang.String,boolean)
meth public boolean embedded()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String name()
meth public java.lang.String tag()
meth public long offset()
meth public org.alfheim.types.GoType type()
supr java.lang.Record
hfds embedded,name,offset,tag,type

CLSS public final static org.alfheim.types.GoType$Func
 outer org.alfheim.types.GoType
cons public init(java.util.List<org.alfheim.types.GoType>,java.util.List<org.alfheim.types.GoType>,boolean)
intf org.alfheim.types.GoType
meth public boolean variadic()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String declare(java.lang.String)
meth public java.lang.String signature()
meth public java.lang.String text()
meth public java.util.List<org.alfheim.types.GoType> parameters()
meth public java.util.List<org.alfheim.types.GoType> results()
supr java.lang.Record
hfds parameters,results,variadic

CLSS public final static org.alfheim.types.GoType$Interface
 outer org.alfheim.types.GoType
cons public init(java.util.List<org.alfheim.types.GoType$Method>)
intf org.alfheim.types.GoType
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String text()
meth public java.util.List<org.alfheim.types.GoType$Method> methods()
supr java.lang.Record
hfds methods

CLSS public final static org.alfheim.types.GoType$Method
 outer org.alfheim.types.GoType
cons public init(java.lang.String,org.alfheim.types.GoType$Func)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String name()
meth public org.alfheim.types.GoType$Func type()
supr java.lang.Record
hfds name,type

CLSS public final static org.alfheim.types.GoType$Named
 outer org.alfheim.types.GoType
cons public init(java.util.Optional<java.lang.String>,java.lang.String)
intf org.alfheim.types.GoType
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String text()
meth public java.util.Optional<java.lang.String> packagePath()
supr java.lang.Record
hfds packagePath,text

CLSS public final static org.alfheim.types.GoType$Opaque
 outer org.alfheim.types.GoType
cons public init(java.lang.String)
intf org.alfheim.types.GoType
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String text()
supr java.lang.Record
hfds text

CLSS public final static org.alfheim.types.GoType$Pointer
 outer org.alfheim.types.GoType
cons public init(org.alfheim.types.GoType)
intf org.alfheim.types.GoType
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String declare(java.lang.String)
meth public java.lang.String text()
meth public org.alfheim.types.GoType target()
supr java.lang.Record
hfds target

CLSS public final static org.alfheim.types.GoType$Slice
 outer org.alfheim.types.GoType
cons public init(org.alfheim.types.GoType)
intf org.alfheim.types.GoType
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String text()
meth public org.alfheim.types.GoType element()
supr java.lang.Record
hfds element

CLSS public final static org.alfheim.types.GoType$Struct
 outer org.alfheim.types.GoType
cons public init(java.util.List<org.alfheim.types.GoType$Field>)
intf org.alfheim.types.GoType
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String text()
meth public java.util.List<org.alfheim.types.GoType$Field> fields()
supr java.lang.Record
hfds fields

CLSS public final org.alfheim.types.IncompleteType
cons public init(java.lang.String)
intf org.alfheim.types.CType
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String declare(java.lang.String)
meth public java.lang.String name()
meth public java.lang.String toString()
supr java.lang.Record
hfds name

CLSS public final org.alfheim.types.IntegerType
cons public init(java.lang.String,int,boolean)
intf org.alfheim.types.ScalarType
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

CLSS public final org.alfheim.types.KnownType
cons public init(org.alfheim.types.DeclaredType,java.lang.String,java.util.Optional<org.alfheim.types.SourcePosition>)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String origin()
meth public java.util.Optional<org.alfheim.types.SourcePosition> position()
meth public org.alfheim.types.DeclaredType type()
supr java.lang.Record
hfds origin,position,type

CLSS public abstract interface org.alfheim.types.ObjectType
intf org.alfheim.types.CType
meth public abstract java.util.OptionalLong size()

CLSS public final org.alfheim.types.Parameter
cons public init(java.lang.String,org.alfheim.types.CType)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String name()
meth public java.lang.String toString()
meth public org.alfheim.types.CType type()
supr java.lang.Record
hfds name,type

CLSS public final org.alfheim.types.PointerType
cons public init(org.alfheim.types.CType,boolean)
intf org.alfheim.types.ScalarType
meth public boolean constant()
meth public boolean string()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String declare(java.lang.String)
meth public java.lang.String toString()
meth public java.lang.foreign.ValueLayout layout()
meth public org.alfheim.types.CType target()
supr java.lang.Record
hfds constant,target

CLSS public final org.alfheim.types.ReferenceType
cons public init(org.alfheim.types.CType,boolean,boolean)
intf org.alfheim.types.ScalarType
meth public boolean constant()
meth public boolean rvalue()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String declare(java.lang.String)
meth public java.lang.String toString()
meth public java.lang.foreign.ValueLayout layout()
meth public org.alfheim.types.CType target()
supr java.lang.Record
hfds constant,rvalue,target

CLSS public abstract interface org.alfheim.types.ScalarType
intf org.alfheim.types.ObjectType
meth public abstract java.lang.foreign.ValueLayout layout()
meth public java.util.OptionalLong size()

CLSS public final org.alfheim.types.SourcePosition
cons public init(java.lang.String,int)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public int line()
meth public java.lang.String file()
supr java.lang.Record
hfds file,line

CLSS public final org.alfheim.types.StructureType
cons public init(org.alfheim.types.StructureType$Kind,java.lang.String,long,java.util.function.Supplier<java.util.List<org.alfheim.types.StructureType$Member>>)
cons public init(org.alfheim.types.StructureType$Kind,java.lang.String,long,java.util.function.Supplier<java.util.List<org.alfheim.types.StructureType$Member>>,java.util.function.Supplier<java.util.OptionalLong>)
innr public final static !enum Kind
innr public final static Member
intf org.alfheim.types.ObjectType
meth public java.lang.String declare(java.lang.String)
meth public java.lang.String name()
meth public java.lang.String toString()
meth public java.util.List<org.alfheim.types.StructureType$Member> members()
meth public java.util.Optional<java.lang.foreign.MemoryLayout> layout()
meth public java.util.Optional<org.alfheim.types.StructureType$Member> member(java.lang.String)
meth public java.util.OptionalLong size()
meth public java.util.OptionalLong specifiedAlignment()
meth public org.alfheim.types.StructureType$Kind kind()
supr java.lang.Object
hfds MOST_UNNAMED,bytes,kind,members,name,source,specifiedAlignment

CLSS public final static !enum org.alfheim.types.StructureType$Kind
 outer org.alfheim.types.StructureType
fld public final static org.alfheim.types.StructureType$Kind CLASS
fld public final static org.alfheim.types.StructureType$Kind STRUCT
fld public final static org.alfheim.types.StructureType$Kind UNION
meth public java.lang.String keyword()
meth public static org.alfheim.types.StructureType$Kind valueOf(java.lang.String)
meth public static org.alfheim.types.StructureType$Kind[] values()
supr java.lang.Enum<org.alfheim.types.StructureType$Kind>
hfds keyword

CLSS public final static org.alfheim.types.StructureType$Member
 outer org.alfheim.types.StructureType
cons public init(java.lang.String,org.alfheim.types.CType,long,java.util.OptionalInt)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String name()
meth public java.util.OptionalInt bitWidth()
meth public long bitOffset()
meth public long offset()
meth public org.alfheim.types.CType type()
supr java.lang.Record
hfds bitOffset,bitWidth,name,type

CLSS public final org.alfheim.types.TypedefType
cons public init(java.lang.String,org.alfheim.types.CType)
intf org.alfheim.types.ObjectType
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String declare(java.lang.String)
meth public java.lang.String name()
meth public java.lang.String toString()
meth public java.util.OptionalLong size()
meth public org.alfheim.types.CType resolved()
meth public org.alfheim.types.CType target()
supr java.lang.Record
hfds name,target

CLSS public org.alfheim.types.TypesException
cons public init(java.lang.String)
cons public init(java.lang.String,java.lang.Throwable)
supr java.lang.RuntimeException
hfds serialVersionUID

CLSS public final org.alfheim.types.UnsupportedType
cons public init(java.lang.String,java.util.OptionalLong)
intf org.alfheim.types.ObjectType
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String declare(java.lang.String)
meth public java.lang.String name()
meth public java.lang.String toString()
meth public java.util.OptionalLong size()
supr java.lang.Record
hfds name,size

CLSS public final org.alfheim.types.VoidType
cons public init()
intf org.alfheim.types.CType
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public java.lang.String declare(java.lang.String)
meth public java.lang.String toString()
supr java.lang.Record

CLSS abstract interface org.alfheim.types.package-info
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

CLSS public abstract interface !annotation org.osgi.annotation.versioning.Version
 anno 0 java.lang.annotation.Documented()
 anno 0 java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy value=CLASS)
 anno 0 java.lang.annotation.Target(java.lang.annotation.ElementType[] value=[PACKAGE])
intf java.lang.annotation.Annotation
meth public abstract java.lang.String value()

