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

CLSS public final org.alfheim.search.Dependent
cons public init(org.alfheim.elf.SharedObject,java.util.Optional<java.nio.file.Path>,java.util.Optional<org.alfheim.search.Dependent>)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.util.Optional<java.nio.file.Path> origin()
meth public java.util.Optional<org.alfheim.search.Dependent> by()
meth public org.alfheim.elf.SharedObject image()
meth public static org.alfheim.search.Dependent at(org.alfheim.elf.SharedObject,java.nio.file.Path)
meth public static org.alfheim.search.Dependent opened(org.alfheim.elf.SharedObject,java.util.Optional<java.nio.file.Path>)
supr java.lang.Record
hfds by,image,origin

CLSS public final org.alfheim.search.FilterOrder
meth public static void check(org.alfheim.elf.SharedObject,org.alfheim.search.LibraryClosure)
supr java.lang.Object
hfds closure,opened
hcls Edge

CLSS public final org.alfheim.search.LibraryClosure
innr public final static Library
innr public final static Root
innr public final static Unsettled
meth public boolean hasFilters()
meth public boolean isIncomplete()
meth public java.util.List<org.alfheim.search.LibraryClosure$Library> libraries()
meth public java.util.List<org.alfheim.search.LibraryClosure$Unsettled> unsettled()
meth public java.util.Map<java.lang.String,java.nio.file.Path> presentByFile()
meth public java.util.Optional<org.alfheim.search.LibraryClosure$Library> of(java.lang.String)
meth public java.util.Set<java.lang.String> presentByName()
meth public static org.alfheim.search.LibraryClosure loaded(org.alfheim.search.LibraryClosure$Root,org.alfheim.search.SystemLibraries,org.alfheim.search.LinkNamespace)
meth public static org.alfheim.search.LibraryClosure whole(org.alfheim.search.LibraryClosure$Root,org.alfheim.search.SystemLibraries,org.alfheim.search.LinkNamespace)
supr java.lang.Object
hfds byFile,byName,bySoname,filters,libraries,namespace,opened,own,presentByFile,presentByName,system,throughPresent,unsettled,waiting
hcls Filter,Waiting

CLSS public final static org.alfheim.search.LibraryClosure$Library
 outer org.alfheim.search.LibraryClosure
cons public init(java.nio.file.Path,org.alfheim.elf.SharedObject,boolean,java.util.Set<java.lang.String>,java.util.Set<java.lang.String>)
meth public boolean present()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.nio.file.Path file()
meth public java.util.Set<java.lang.String> names()
meth public java.util.Set<java.lang.String> needed()
meth public org.alfheim.elf.SharedObject image()
supr java.lang.Record
hfds file,image,names,needed,present

CLSS public final static org.alfheim.search.LibraryClosure$Root
 outer org.alfheim.search.LibraryClosure
cons public init(org.alfheim.search.Dependent,java.util.List<java.lang.String>,java.util.Set<java.lang.String>)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.util.List<java.lang.String> sonames()
meth public java.util.Set<java.lang.String> names()
meth public org.alfheim.search.Dependent object()
supr java.lang.Record
hfds names,object,sonames

CLSS public final static org.alfheim.search.LibraryClosure$Unsettled
 outer org.alfheim.search.LibraryClosure
cons public init(java.lang.String,java.lang.String,boolean,java.util.Optional<java.lang.String>)
meth public boolean optional()
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String name()
meth public java.lang.String neededBy()
meth public java.util.Optional<java.lang.String> problem()
supr java.lang.Record
hfds name,neededBy,optional,problem

CLSS public abstract interface org.alfheim.search.LinkNamespace
fld public final static org.alfheim.search.LinkNamespace EMPTY
meth public abstract boolean defines(java.lang.String)
meth public abstract java.util.Optional<java.nio.file.Path> file(java.lang.String)

CLSS public abstract interface org.alfheim.search.Lookup
innr public final static Absent
innr public final static Found
innr public final static Refused

CLSS public final static org.alfheim.search.Lookup$Absent
 outer org.alfheim.search.Lookup
cons public init()
intf org.alfheim.search.Lookup
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
supr java.lang.Record

CLSS public final static org.alfheim.search.Lookup$Found
 outer org.alfheim.search.Lookup
cons public init(java.nio.file.Path)
intf org.alfheim.search.Lookup
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.nio.file.Path file()
supr java.lang.Record
hfds file

CLSS public final static org.alfheim.search.Lookup$Refused
 outer org.alfheim.search.Lookup
cons public init(java.lang.String)
intf org.alfheim.search.Lookup
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String reason()
supr java.lang.Record
hfds reason

CLSS public final org.alfheim.search.Missing
cons public init(java.util.List<org.alfheim.search.Missing$Library>,java.util.List<java.lang.String>,java.util.List<org.alfheim.search.Missing$Other>)
innr public final static Library
innr public final static Other
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.util.List<java.lang.String> symbols()
meth public java.util.List<org.alfheim.search.Missing$Library> libraries()
meth public java.util.List<org.alfheim.search.Missing$Other> others()
meth public static org.alfheim.search.Missing of(org.alfheim.link.Plan,java.util.Optional<java.nio.file.Path>,org.alfheim.search.SystemLibraries,org.alfheim.search.LinkNamespace)
supr java.lang.Record
hfds libraries,others,symbols

CLSS public final static org.alfheim.search.Missing$Library
 outer org.alfheim.search.Missing
cons public init(java.lang.String,java.lang.String,java.util.Optional<java.lang.String>)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String neededBy()
meth public java.lang.String soname()
meth public java.util.Optional<java.lang.String> problem()
supr java.lang.Record
hfds neededBy,problem,soname

CLSS public final static org.alfheim.search.Missing$Other
 outer org.alfheim.search.Missing
cons public init(java.lang.String,java.nio.file.Path,java.nio.file.Path)
meth public final boolean equals(java.lang.Object)
meth public final int hashCode()
meth public final java.lang.String toString()
meth public java.lang.String name()
meth public java.nio.file.Path found()
meth public java.nio.file.Path present()
supr java.lang.Record
hfds found,name,present

CLSS public final org.alfheim.search.NeededFilters
meth public static boolean mayComeWith(org.alfheim.search.Dependent,java.util.Set<java.lang.String>)
supr java.lang.Object
hfds C_LIBRARY,folders,found,names,tried

CLSS public final org.alfheim.search.SystemLibraries
meth public java.util.Optional<java.lang.String> expanded(java.lang.String,org.alfheim.search.Dependent)
meth public java.util.Optional<java.nio.file.Path> find(java.lang.String,org.alfheim.elf.SharedObject,java.util.Optional<java.nio.file.Path>)
meth public org.alfheim.search.Lookup look(java.lang.String,org.alfheim.search.Dependent)
meth public org.alfheim.search.Lookup opened(java.lang.String,org.alfheim.search.Dependent)
meth public static java.util.Optional<java.lang.String> unknown()
meth public static java.util.Optional<org.alfheim.elf.SharedObject> read(java.nio.file.Path)
meth public static org.alfheim.search.SystemLibraries ofProcess()
supr java.lang.Object
hfds CACHE,cache,environment,linker,program,subfolders

CLSS abstract interface org.alfheim.search.package-info
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

