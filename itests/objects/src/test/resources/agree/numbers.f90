! Modules, arrays, common blocks, and what the runtime library does.
module state
  use, intrinsic :: iso_c_binding
  implicit none
  integer(c_long) :: counter = 3
  real(c_double), allocatable, save :: kept(:)
  type :: shape
    real(c_double) :: side = 2
  contains
    procedure :: area
  end type
  type, extends(shape) :: cube
  contains
    procedure :: area => surface
  end type
contains
  function area(self, x) result(r)
    class(shape), intent(in) :: self
    integer(c_long), intent(in) :: x
    real(c_double) :: r
    r = self%side * x
  end function
  function surface(self, x) result(r)
    class(cube), intent(in) :: self
    integer(c_long), intent(in) :: x
    real(c_double) :: r
    r = 6 * self%side * x
  end function
end module

block data initial
  use, intrinsic :: iso_c_binding
  integer(c_long) :: a, b
  common /both/ a, b
  data a, b /11, 13/
end block data

function t_module(x) bind(c) result(r)
  use state
  integer(c_long), value :: x
  integer(c_long) :: r, a, b
  common /both/ a, b
  counter = counter + x
  a = a + 1
  r = counter * 100 + a + b
end function

function t_arrays(x) bind(c) result(r)
  use state
  integer(c_long), value :: x
  integer(c_long) :: r
  real(c_double) :: m(3, 3)
  integer :: i, j
  do i = 1, 3
    do j = 1, 3
      m(i, j) = real(i * j + x, c_double)
    end do
  end do
  if (.not. allocated(kept)) allocate (kept(4), source=1.0_c_double)
  kept = kept + 0.5_c_double
  r = int(sum(matmul(m, transpose(m))), c_long) + int(sum(kept) * 10, c_long)
end function

function t_text(x) bind(c) result(r)
  use, intrinsic :: iso_c_binding
  integer(c_long), value :: x
  integer(c_long) :: r
  character(len=40) :: line
  integer :: i
  write (line, '(a,i0,1x,f8.3)') 'x=', x, sqrt(real(x, c_double))
  r = 0
  do i = 1, len_trim(line)
    r = r * 31 + ichar(line(i:i))
  end do
end function

function t_classes(x) bind(c) result(r)
  use state
  integer(c_long), value :: x
  integer(c_long) :: r
  class(shape), allocatable :: s
  if (mod(x, 2_c_long) == 0) then
    allocate (cube :: s)
  else
    allocate (shape :: s)
  end if
  r = int(s%area(x), c_long)
end function

function t_select(x) bind(c) result(r)
  use, intrinsic :: iso_c_binding
  integer(c_long), value :: x
  integer(c_long) :: r
  complex(c_double_complex) :: z
  z = exp(cmplx(0.1d0 * x, 0.5d0, c_double_complex))
  select case (x)
  case (0:2)
    r = int(real(z) * 1000, c_long)
  case (5)
    r = -5
  case default
    r = int(aimag(z) * 1000, c_long)
  end select
end function
