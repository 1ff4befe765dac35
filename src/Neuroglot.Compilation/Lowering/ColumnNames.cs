namespace Neuroglot.Compilation.Lowering;

/// <summary>
/// Names of the columns of a set's kernels. Variables keep their own names; everything else is marked by a sign that no variable name holds.
/// </summary>
public static class ColumnNames
{
    /// <summary>Copy of a state variable as it was when its part was last advanced: what others see although events have changed it since.</summary>
    public static string Exposed(string state) => state + "'";

    /// <summary>Time at which an instance was last advanced: the t of its event handlers.</summary>
    public const string LastAdvance = "'t";

    /// <summary>Column, and map, of the set that a receive port reads.</summary>
    public static string Source(string port) => "<" + port;

    /// <summary>State variable of another set, and the map to it, that a reference port writes.</summary>
    public static string Reference(string port) => "@" + port;

    /// <summary>Sum that other sets add to and a reduce port reads.</summary>
    public static string Sum(string port) => "+" + port;

    /// <summary>Sum of another set, and the map to it, that analogue link <paramref name="link"/> adds to.</summary>
    public static string Target(int link) => ">" + link.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Rate of transition <paramref name="transition"/> of a kinetic scheme; even numbers are forward, odd ones reverse.</summary>
    public static string Rate(string scheme, int transition) => "~" + scheme + "/" + transition.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Value number <paramref name="place"/> of what a connection's source sends, in kernels of connections.</summary>
    public static string Incoming(int place) => "·incoming" + place.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Random draw <paramref name="draw"/> of a step, which all evaluations within the step share.</summary>
    public static string Draw(int draw) => "·draw" + draw.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The scalar that holds a value given to the plan under the name <paramref name="name"/>.</summary>
    public static string Given(string name) => GivenPrefix + name;

    /// <summary>What the scalars of given values begin with.</summary>
    public const string GivenPrefix = "·given ";

    /// <summary>Scheme number <paramref name="index"/> of a set, beside those that its class names, and what its columns begin with.</summary>
    public static string Scheme(int index) => "·scheme" + index.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
