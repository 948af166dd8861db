with Ada.Containers.Ordered_Maps;
with Ada.Exceptions;
with Ada.Strings.Unbounded; use Ada.Strings.Unbounded;
package body Figures is
   package Shapes is
      type Shape is abstract tagged null record;
      function Area (S : Shape; X : long) return long is abstract;
      type Square is new Shape with record Side : long := 2; end record;
      overriding function Area (S : Square; X : long) return long is (S.Side * X);
      type Cube is new Square with null record;
      overriding function Area (S : Cube; X : long) return long is (6 * S.Side * X);
   end Shapes;
   use Shapes;

   Too_Large : exception;
   Counter : long := 3;
   Words : Unbounded_String := To_Unbounded_String ("word");
   package Maps is new Ada.Containers.Ordered_Maps (long, long);
   Kept : Maps.Map;

   function T_State (X : long) return long is
   begin
      Counter := Counter + X;
      return Counter;
   end T_State;

   function T_Tagged (X : long) return long is
      A : aliased Square;
      B : aliased Cube;
      P : access Shape'Class;
   begin
      if X mod 2 = 0 then P := A'Access; else P := B'Access; end if;
      return P.Area (X) + (if P.all in Cube'Class then 1000 else 0);
   end T_Tagged;

   function Checked (X : long) return long is
   begin
      if X > 5 then
         raise Too_Large with "more than five:" & long'Image (X);
      elsif X > 2 then
         raise Constraint_Error;
      end if;
      return X;
   end Checked;

   function T_Raise (X : long) return long is
   begin
      return Checked (X);
   exception
      when E : Too_Large => return long (Ada.Exceptions.Exception_Message (E)'Length);
      when Constraint_Error => return -1;
   end T_Raise;

   function T_Text (X : long) return long is
      H : long := 0;
   begin
      Append (Words, long'Image (X));
      for C of To_String (Words) loop
         H := (H * 31 + Character'Pos (C)) mod 1_000_003;
      end loop;
      return H;
   end T_Text;

   function T_Range (X : long) return long is
      type Small is range 0 .. 4;
      V : Small;
   begin
      V := Small (X);
      return long (V) * 10;
   exception
      when Constraint_Error => return -9;
   end T_Range;

   function T_Maps (X : long) return long is
      R : long := 0;
   begin
      Kept.Include (X * 7 mod 5, X);
      for E of Kept loop
         R := R * 3 + E;
      end loop;
      return R;
   end T_Maps;
end Figures;
