#Signature file v4.1
#Version 

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

CLSS public final org.alfheim.elf.inspect.Archive
cons public init(java.lang.String,long,java.util.List<org.alfheim.elf.inspect.Archive$Member>,java.util.Optional<java.lang.String>)
innr public final static Member
intf org.alfheim.elf.inspect.Inspection
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String name()
meth public java.util.List<org.alfheim.elf.inspect.Archive$Member> members()
meth public java.util.Optional<java.lang.String> problem()
meth public long size()
supr java.lang.Record
hfds members,name,problem,size

CLSS public final static org.alfheim.elf.inspect.Archive$Member
 outer org.alfheim.elf.inspect.Archive
cons public init(java.lang.String,long,long,java.util.Optional<org.alfheim.elf.inspect.ElfImage>,java.util.Optional<java.lang.String>)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String name()
meth public java.util.Optional<java.lang.String> problem()
meth public java.util.Optional<org.alfheim.elf.inspect.ElfImage> image()
meth public long offset()
meth public long size()
supr java.lang.Record
hfds image,name,offset,problem,size

CLSS public final org.alfheim.elf.inspect.ElfImage
cons public init(java.lang.String,long,org.alfheim.elf.FileHeader,java.util.List<org.alfheim.elf.ProgramHeader>,java.util.List<org.alfheim.elf.SectionHeader>,java.util.Optional<java.lang.String>,java.util.List<org.alfheim.elf.DynamicEntry>,java.util.Optional<java.lang.String>,java.util.List<java.lang.String>,java.util.Optional<java.lang.String>,java.util.Optional<java.lang.String>,java.util.List<org.alfheim.elf.VersionNeed>,java.util.List<org.alfheim.elf.VersionDefinition>,java.util.OptionalInt,java.util.OptionalInt,java.util.OptionalInt,java.util.List<org.alfheim.elf.RelocationCount>,java.util.Optional<java.lang.String>,java.util.List<org.alfheim.elf.Note>,java.util.List<java.lang.String>)
intf org.alfheim.elf.inspect.Inspection
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String name()
meth public java.util.List<java.lang.String> needed()
meth public java.util.List<java.lang.String> problems()
meth public java.util.List<org.alfheim.elf.DynamicEntry> dynamic()
meth public java.util.List<org.alfheim.elf.Note> notes()
meth public java.util.List<org.alfheim.elf.ProgramHeader> programHeaders()
meth public java.util.List<org.alfheim.elf.RelocationCount> relocations()
meth public java.util.List<org.alfheim.elf.SectionHeader> sections()
meth public java.util.List<org.alfheim.elf.VersionDefinition> versionDefinitions()
meth public java.util.List<org.alfheim.elf.VersionNeed> versionNeeds()
meth public java.util.Optional<java.lang.String> buildId()
meth public java.util.Optional<java.lang.String> interpreter()
meth public java.util.Optional<java.lang.String> rpath()
meth public java.util.Optional<java.lang.String> runpath()
meth public java.util.Optional<java.lang.String> soname()
meth public java.util.OptionalInt dynamicSymbols()
meth public java.util.OptionalInt exportedSymbols()
meth public java.util.OptionalInt symbols()
meth public long size()
meth public org.alfheim.elf.FileHeader header()
supr java.lang.Record
hfds buildId,dynamic,dynamicSymbols,exportedSymbols,header,interpreter,name,needed,notes,problems,programHeaders,relocations,rpath,runpath,sections,size,soname,symbols,versionDefinitions,versionNeeds

CLSS public abstract interface org.alfheim.elf.inspect.Inspection
meth public abstract java.lang.String name()
meth public static org.alfheim.elf.inspect.Inspection of(java.lang.String,java.lang.foreign.MemorySegment)

CLSS abstract interface org.alfheim.elf.inspect.package-info
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

