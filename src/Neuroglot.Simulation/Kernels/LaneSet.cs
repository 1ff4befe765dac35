using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.Intrinsics;
using Neuroglot.Compilation.Kernels;
using Neuroglot.Numerics;

namespace Neuroglot.Simulation.Kernels;

/// <summary>The types and methods with which the emitter speaks about one, four or eight instances at once. Where the just-in-time compiler knows a
/// method as one machine instruction, it is called directly, which costs no inlining; the rest are methods of a helper class.</summary>
internal sealed class LaneSet
{
    private static LaneSet? _scalar;
    private static LaneSet? _vector256;
    private static LaneSet? _vector512;

    private readonly Type _helpers;
    private readonly Type _intrinsics;

    // Filled as kernels need them: to look up all would take longer than to simulate a small model.
    private readonly MethodInfo?[] _methods = new MethodInfo?[KernelOpInfo.All.Count];

    private LaneSet(int width, Type number, Type mask, Type helpers, Type intrinsics)
    {
        Width = width;
        Number = number;
        Mask = mask;
        _helpers = helpers;
        _intrinsics = intrinsics;
        if (width > 1)
            BroadcastNumber = intrinsics.GetMethod("Create", [typeof(double)]);
    }

    internal static LaneSet Scalar => _scalar ??= new(1, typeof(double), typeof(bool), typeof(ScalarLanes), typeof(Math));

    internal static LaneSet Vector256 =>
        _vector256 ??= new(4, typeof(Vector256<double>), typeof(Vector256<double>), typeof(Lanes256), typeof(System.Runtime.Intrinsics.Vector256));

    internal static LaneSet Vector512 =>
        _vector512 ??= new(8, typeof(Vector512<double>), typeof(Vector512<double>), typeof(Lanes512), typeof(System.Runtime.Intrinsics.Vector512));

    /// <summary>Instances at once.</summary>
    internal int Width { get; }

    /// <summary>Type of a number for all lanes.</summary>
    internal Type Number { get; }

    /// <summary>Type of a mask for all lanes.</summary>
    internal Type Mask { get; }

    private bool IsScalar => Width == 1;

    private MethodInfo? BroadcastNumber { get; }

    internal static LaneSet Of(KernelWidth width) => width switch
    {
        KernelWidth.Scalar => Scalar,
        KernelWidth.Vector256 => Vector256,
        KernelWidth.Vector512 => Vector512,
        _ when System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated => Vector512,
        _ when System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated => Vector256,
        _ => Scalar,
    };

    internal Type TypeOf(KernelType type) => type == KernelType.Mask ? Mask : Number;

    /// <summary>The scalar value <paramref name="value"/> in all lanes.</summary>
    internal Expression Broadcast(Expression value)
    {
        if (IsScalar)
            return value;
        return value.Type == typeof(bool) ? Help("Broadcast", value) : Expression.Call(BroadcastNumber!, value);
    }

    /// <summary>A method of the helper class.</summary>
    internal Expression Help(string method, params Expression[] arguments) => Expression.Call(
        _helpers.GetMethod(method, [.. arguments.Select(argument => argument.Type)])
            ?? throw new MissingMethodException(_helpers.Name, method),
        arguments);

    /// <summary>A pure operation on values.</summary>
    /// <param name="op">The operation.</param>
    /// <param name="x">Its operands.</param>
    /// <param name="compact">Whether short code matters more than its speed.</param>
    internal Expression Call(KernelOp op, Expression[] x, bool compact) => op switch
    {
        KernelOp.Exp when compact => Help("CalledExp", x),
        KernelOp.Add => Expression.Add(x[0], x[1]),
        KernelOp.Subtract => Expression.Subtract(x[0], x[1]),
        KernelOp.Multiply => Expression.Multiply(x[0], x[1]),
        KernelOp.Divide => Expression.Divide(x[0], x[1]),
        KernelOp.Negate => Expression.Negate(x[0]),
        KernelOp.And => Expression.And(x[0], x[1]),
        KernelOp.Or => Expression.Or(x[0], x[1]),
        KernelOp.Not => IsScalar ? Expression.Not(x[0]) : Expression.OnesComplement(x[0]),
        KernelOp.Less when IsScalar => Expression.LessThan(x[0], x[1]),
        KernelOp.LessOrEqual when IsScalar => Expression.LessThanOrEqual(x[0], x[1]),
        KernelOp.Greater when IsScalar => Expression.GreaterThan(x[0], x[1]),
        KernelOp.GreaterOrEqual when IsScalar => Expression.GreaterThanOrEqual(x[0], x[1]),
        KernelOp.Equal when IsScalar => Expression.Equal(x[0], x[1]),
        KernelOp.NotEqual when IsScalar => Expression.NotEqual(x[0], x[1]),
        KernelOp.NotEqual => Expression.OnesComplement(Expression.Call(Method(KernelOp.Equal), x)),
        KernelOp.Select when IsScalar => Expression.Condition(x[0], x[1], x[2]),
        _ => Expression.Call(Method(op), x),
    };

    private MethodInfo Method(KernelOp op) => _methods[(int)op] ??= Find(op) ?? throw new MissingMethodException(_helpers.Name, op.ToString());

    private MethodInfo? Find(KernelOp op)
    {
        var types = Array.ConvertAll([.. KernelOpInfo.Of(op).Operands], TypeOf);
        if (Intrinsic(op) is not { } name)
            return _helpers.GetMethod(op.ToString(), types) ?? typeof(Elementary).GetMethod(op.ToString(), types);
        if (_intrinsics.GetMethod(name, types) is { } method)
            return method;
        foreach (var candidate in _intrinsics.GetMember(name, MemberTypes.Method, BindingFlags.Public | BindingFlags.Static))
        {
            if (candidate is MethodInfo { IsGenericMethodDefinition: true } generic && generic.GetParameters().Length == types.Length)
                return generic.MakeGenericMethod(typeof(double));
        }

        return null;
    }

    private static string? Intrinsic(KernelOp op) => op switch
    {
        KernelOp.Abs or KernelOp.Sqrt or KernelOp.Floor or KernelOp.Ceiling or KernelOp.Round or KernelOp.Truncate
            or KernelOp.Min or KernelOp.Max or KernelOp.FusedMultiplyAdd => op.ToString(),
        KernelOp.Less => "LessThan",
        KernelOp.LessOrEqual => "LessThanOrEqual",
        KernelOp.Greater => "GreaterThan",
        KernelOp.GreaterOrEqual => "GreaterThanOrEqual",
        KernelOp.Equal => "Equals",
        KernelOp.Select => "ConditionalSelect",
        _ => null,
    };
}
