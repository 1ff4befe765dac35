namespace Neuroglot.Compilation.Kernels;

/// <summary>What an instruction does. A closed set: compilers switch over it exhaustively.</summary>
/// <remarks>
/// Numbers follow IEEE 754 double precision; nothing is contracted. Comparisons with NaN are false, except <see cref="NotEqual"/>. The sign and
/// the payload of a NaN result are unspecified; everything else is the same, bit for bit, in every compiler and at every vector width.
/// </remarks>
public enum KernelOp
{
    /// <summary>A number known when the kernel was built.</summary>
    Constant,

    /// <summary>The mask that is true for every instance.</summary>
    True,

    /// <summary>The mask that is false for every instance.</summary>
    False,

    /// <summary>A uniform argument of the call, such as <c>t</c> or <c>dt</c>.</summary>
    Scalar,

    /// <summary>The element of a column that belongs to this instance.</summary>
    Load,

    /// <summary>The element of a column that a map names for this instance: <c>columns[c][maps[m][i]]</c>.</summary>
    Gather,

    /// <summary>The element of a table whose index is x without its fraction; the first or the last one beyond its ends.</summary>
    Lookup,

    /// <summary>Whether this instance's bit of a flag array is set.</summary>
    Flagged,

    /// <summary>Minus x.</summary>
    Negate,

    /// <summary>Absolute value.</summary>
    Abs,

    /// <summary>Square root, correctly rounded.</summary>
    Sqrt,

    /// <summary>Largest integer not above x.</summary>
    Floor,

    /// <summary>Smallest integer not below x.</summary>
    Ceiling,

    /// <summary>Nearest integer, halves to even.</summary>
    Round,

    /// <summary>x without its fraction.</summary>
    Truncate,

    /// <summary>−1, ±0 (as x is) or 1; NaN for NaN.</summary>
    Sign,

    /// <summary>½·(sign(x)+1), hence ½ at zero, as LEMS defines it.</summary>
    Heaviside,

    /// <summary>x rounded to single precision and back.</summary>
    Single,

    /// <summary>e to the x.</summary>
    Exp,

    /// <summary>e to the x, minus 1, without cancellation.</summary>
    Expm1,

    /// <summary>Natural logarithm.</summary>
    Log,

    /// <summary>Natural logarithm of 1+x, without cancellation.</summary>
    Log1p,

    /// <summary>Decimal logarithm.</summary>
    Log10,

    /// <summary>Binary logarithm.</summary>
    Log2,

    /// <summary>(eˣ−1)/x, and 1 at zero.</summary>
    Exprel,

    /// <summary>Sine of x in radians.</summary>
    Sin,

    /// <summary>Cosine of x in radians.</summary>
    Cos,

    /// <summary>Tangent of x in radians.</summary>
    Tan,

    /// <summary>Arc sine.</summary>
    Asin,

    /// <summary>Arc cosine.</summary>
    Acos,

    /// <summary>Arc tangent.</summary>
    Atan,

    /// <summary>Hyperbolic sine.</summary>
    Sinh,

    /// <summary>Hyperbolic cosine.</summary>
    Cosh,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>Inverse hyperbolic sine.</summary>
    Asinh,

    /// <summary>Inverse hyperbolic cosine.</summary>
    Acosh,

    /// <summary>Inverse hyperbolic tangent.</summary>
    Atanh,

    /// <summary>x! for whole x from 0 to 170; NaN for every other x.</summary>
    Factorial,

    /// <summary>a + b.</summary>
    Add,

    /// <summary>a − b.</summary>
    Subtract,

    /// <summary>a · b.</summary>
    Multiply,

    /// <summary>a / b.</summary>
    Divide,

    /// <summary>The smaller one; NaN when either is NaN; −0 is below +0.</summary>
    Min,

    /// <summary>The larger one; NaN when either is NaN; −0 is below +0.</summary>
    Max,

    /// <summary>a to the b.</summary>
    Pow,

    /// <summary>The angle of the point (b, a), in radians.</summary>
    Atan2,

    /// <summary>a − b·⌊a/b⌋, the remainder with the sign of b.</summary>
    Mod,

    /// <summary>a &lt; b.</summary>
    Less,

    /// <summary>a ≤ b.</summary>
    LessOrEqual,

    /// <summary>a &gt; b.</summary>
    Greater,

    /// <summary>a ≥ b.</summary>
    GreaterOrEqual,

    /// <summary>a = b.</summary>
    Equal,

    /// <summary>a ≠ b; true when either is NaN.</summary>
    NotEqual,

    /// <summary>Both masks.</summary>
    And,

    /// <summary>Either mask.</summary>
    Or,

    /// <summary>Not the mask.</summary>
    Not,

    /// <summary>a · b + c, rounded once.</summary>
    FusedMultiplyAdd,

    /// <summary>b where the mask a is true, c elsewhere; both are computed.</summary>
    Select,

    /// <summary>A draw from [0, 1), the same for the same seed, stream, instance, step and ordinal.</summary>
    Uniform,

    /// <summary>A draw from the standard normal distribution.</summary>
    Normal,

    /// <summary>A draw from the exponential distribution with mean 1.</summary>
    Exponential,

    /// <summary>A draw from the Poisson distribution with mean a.</summary>
    Poisson,

    /// <summary>Writes a into this instance's element of a column.</summary>
    Store,

    /// <summary>Adds a to the element of a column that a map names for this instance, instance after instance.</summary>
    ScatterAdd,

    /// <summary>Multiplies the element of a column that a map names for this instance by a, instance after instance.</summary>
    ScatterMultiply,

    /// <summary>Writes a into the element of a column that a map names for this instance, instance after instance.</summary>
    Scatter,

    /// <summary>Sets or clears this instance's bit of a flag array.</summary>
    Flag,

    /// <summary>Lets an <see cref="IKineticScheme"/> advance this instance; it reads and writes columns itself.</summary>
    Scheme,
}
