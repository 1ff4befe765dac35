using Neuroglot.Model.Expressions;

namespace Neuroglot.Export.NeuroML.Cells;

/// <summary>How a gate moves, as functions of the potential with numbers in SI units: by the rates at which it opens and closes, or by its time constant and its steady state.</summary>
/// <param name="IsRates">Whether by rates.</param>
/// <param name="First">The rate at which it opens in 1/s, or the time constant in seconds.</param>
/// <param name="Second">The rate at which it closes, or the steady state.</param>
internal sealed record GateKinetics(bool IsRates, Expression First, Expression Second)
{
    private static readonly Number One = new(1);
    private static readonly Number Zero = new(0);

    /// <summary>The steady state at a potential in volt.</summary>
    public double SteadyState(double potential)
    {
        var second = Evaluator.Evaluate(Second, _ => potential);
        return IsRates ? Evaluator.Evaluate(First, _ => potential) is var first ? first / (first + second) : 0 : second;
    }

    /// <summary>Recognises <c>alpha*(1 - x) - beta*x</c> and <c>(inf - x)/tau</c>, with or without common factors; anything else that is linear in <c>x</c> has a time constant, too.</summary>
    /// <param name="rate">The rate of change, in which names but the gate and the potential are numbers.</param>
    /// <param name="gate">The gate.</param>
    /// <returns>Null where the rate is not linear in the gate.</returns>
    public static GateKinetics? Of(Expression rate, string gate)
    {
        var names = new HashSet<string> { gate };
        var (over, under) = (new List<Expression>(), new List<Expression>());
        RateForm.Factors(rate, over, under);
        if (over.FindAll(factor => FreeNames.Contains(factor, gate)) is [var moving] && !under.Exists(factor => FreeNames.Contains(factor, gate)))
        {
            over.Remove(moving);
            if (moving is Binary { Operator: BinaryOperator.Subtract, Left: var steady, Right: Name } && !FreeNames.Contains(steady, gate))
                return new GateKinetics(false, Quotient(under, over), Simplifier.Simplify(steady));
            if (Rates(moving, gate) is var (opening, closing))
                return new GateKinetics(true, Quotient([.. over, opening], under), Quotient([.. over, closing], under));
        }

        if (!LinearForm.TryCreate(rate, names, out var form, out _) || form.Coefficient(gate) is Number { Value: 0 })
            return null;
        var decay = Simplifier.Simplify(new Unary(UnaryOperator.Negate, form.Coefficient(gate)));
        return new GateKinetics(false, Quotient([One], [decay]), Quotient([form.Constant], [decay]));
    }

    private static (Expression Opening, Expression Closing)? Rates(Expression sum, string gate)
    {
        var (opening, closing) = (new List<Expression>(), new List<Expression>());
        foreach (var (term, isNegative) in Terms(sum, false))
        {
            var (over, under) = (new List<Expression>(), new List<Expression>());
            RateForm.Factors(term, over, under);
            if (over.FindAll(factor => FreeNames.Contains(factor, gate)) is not [var moving] || under.Exists(factor => FreeNames.Contains(factor, gate)))
                return null;
            over.Remove(moving);
            if (!isNegative && moving is Binary { Operator: BinaryOperator.Subtract, Left: var one, Right: Name } && Simplifier.Simplify(one) is Number { Value: 1 })
                opening.Add(Quotient(over, under));
            else if (isNegative && moving is Name)
                closing.Add(Quotient(over, under));
            else
                return null;
        }

        return (Sum(opening), Sum(closing));
    }

    private static IEnumerable<(Expression Term, bool IsNegative)> Terms(Expression expression, bool isNegative) => expression switch
    {
        Binary { Operator: BinaryOperator.Add } sum => Terms(sum.Left, isNegative).Concat(Terms(sum.Right, isNegative)),
        Binary { Operator: BinaryOperator.Subtract, Left: not Number } difference => Terms(difference.Left, isNegative).Concat(Terms(difference.Right, !isNegative)),
        Unary { Operator: UnaryOperator.Negate } negative => Terms(negative.Operand, !isNegative),
        Binary { Operator: BinaryOperator.Multiply, Left: Unary { Operator: UnaryOperator.Negate } negative } product => [(product with { Left = negative.Operand }, !isNegative)],
        _ => [(expression, isNegative)],
    };

    private static Expression Sum(List<Expression> terms) => terms.Count == 0 ? Zero : terms.Aggregate((sum, term) => new Binary(BinaryOperator.Add, sum, term));

    private static Expression Quotient(List<Expression> over, List<Expression> under)
    {
        var product = Product(over);
        return Simplifier.Simplify(under.Count == 0 ? product : new Binary(BinaryOperator.Divide, product, Product(under)));
    }

    private static Expression Product(List<Expression> factors) => factors.Count == 0 ? One : factors.Aggregate((product, factor) => new Binary(BinaryOperator.Multiply, product, factor));
}
