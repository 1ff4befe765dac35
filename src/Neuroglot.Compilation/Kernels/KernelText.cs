using System.Globalization;
using System.Text;

namespace Neuroglot.Compilation.Kernels;

/// <summary>The text form of kernels: one instruction per line, values named by their place. <c>Parse(Print(k))</c> equals <c>k</c>.</summary>
/// <example>
/// <code>
/// kernel leak
/// %0 = load v
/// %1 = scalar dt
/// %2 = mul %0 %1
/// store v %2
/// </code>
/// Names that are not plain words or paths stand in double quotes. <c>gather column via map</c>, <c>scatteradd column via map %n</c>,
/// <c>uniform ordinal</c>, <c>scheme name reads a b writes c</c>.
/// </example>
public static class KernelText
{
    /// <summary>The text of <paramref name="kernel"/>, lines ended by a line feed.</summary>
    public static string Print(Kernel kernel)
    {
        var text = new StringBuilder();
        text.Append("kernel ").Append(Quoted(kernel.Name)).Append('\n');
        for (var place = 0; place < kernel.Instructions.Length; place++)
        {
            var instruction = kernel.Instructions[place];
            if (!instruction.Info.IsStatement)
                text.Append('%').Append(place).Append(" = ");
            text.Append(instruction.Info.Name);
            AppendNames(text, kernel, instruction);
            for (var k = 0; k < instruction.OperandCount; k++)
                text.Append(" %").Append(instruction.Operand(k));
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The kernel that <paramref name="text"/> describes.</summary>
    /// <exception cref="FormatException">The text is not well formed, or <see cref="KernelVerifier"/> finds fault with the kernel; the message
    /// names the line or the value.</exception>
    public static Kernel Parse(string text) => new KernelParser(text).Parse();

    internal static bool IsPlain(string name) =>
        name.Length > 0 && (char.IsAsciiLetter(name[0]) || name[0] == '_')
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '/' or '.' or '[' or ']' or ':')
        && name is not ("via" or "reads" or "writes");

    private static void AppendNames(StringBuilder text, Kernel kernel, Instruction instruction)
    {
        var names = instruction.Info.Names;
        if (instruction.Op == KernelOp.Constant)
            text.Append(' ').Append(Number(instruction.Number));
        if (names.HasFlag(KernelNames.Column))
            text.Append(' ').Append(Quoted(kernel.Columns[instruction.Index]));
        if (names.HasFlag(KernelNames.Map))
            text.Append(" via ").Append(Quoted(kernel.Maps[instruction.Map]));
        if (names.HasFlag(KernelNames.Scalar))
            text.Append(' ').Append(Quoted(kernel.Scalars[instruction.Index]));
        if (names.HasFlag(KernelNames.Flag))
            text.Append(' ').Append(Quoted(kernel.Flags[instruction.Index]));
        if (names.HasFlag(KernelNames.Ordinal))
            text.Append(' ').Append(instruction.Index);
        if (names.HasFlag(KernelNames.Scheme))
        {
            var call = kernel.Schemes[instruction.Index];
            text.Append(' ').Append(Quoted(call.Name)).Append(" reads");
            foreach (var column in call.Reads)
                text.Append(' ').Append(Quoted(kernel.Columns[column]));
            text.Append(" writes");
            foreach (var column in call.Writes)
                text.Append(' ').Append(Quoted(kernel.Columns[column]));
        }
    }

    private static string Number(double number) => number switch
    {
        double.PositiveInfinity => "infinity",
        double.NegativeInfinity => "-infinity",
        _ when double.IsNaN(number) => "nan",
        _ => number.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Quoted(string name)
    {
        if (IsPlain(name))
            return name;
        var text = new StringBuilder("\"");
        foreach (var c in name)
        {
            if (c is '"' or '\\')
                text.Append('\\').Append(c);
            else if (char.IsControl(c))
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                text.Append(c);
        }

        return text.Append('"').ToString();
    }
}
