namespace ReleaseBot.Qdrant.Server;

/// <summary>What a formula is computed from.</summary>
internal readonly record struct FormulaInput(Subject Subject, float Score);

/// <summary>A part of a formula.</summary>
internal abstract record Expression
{
    public abstract double Value(in FormulaInput input);

    internal sealed record Constant(double Number) : Expression
    {
        public override double Value(in FormulaInput input) => Number;
    }

    internal sealed record Score : Expression
    {
        public override double Value(in FormulaInput input) => input.Score;
    }

    internal sealed record When(Condition Condition) : Expression
    {
        public override double Value(in FormulaInput input) => Condition.Matches(input.Subject) ? 1 : 0;
    }

    /// <summary>A number of the payload, or a date as seconds; without it, its default.</summary>
    internal sealed record Field(string Key, bool IsDate, double? Default) : Expression
    {
        public override double Value(in FormulaInput input)
        {
            var value = PayloadPath.Values(input.Subject.Payload, Key).FirstOrDefault(each => each is not null);
            var found = value is null ? null : !IsDate ? ValueTest.Number(value)
                : ValueTest.Text(value) is { } text && Timestamps.Parse(text) is { } time ? time / 1e6
                : null;
            return found ?? Default ?? throw QdrantError.WrongInput(
                $"Expected {(IsDate ? "datetime" : "number")} value for {Key} in the payload and/or in the formula defaults. "
                + "Error: No value found in a payload nor defaults");
        }
    }

    internal sealed record Sum(IReadOnlyList<Expression> Parts) : Expression
    {
        public override double Value(in FormulaInput input)
        {
            var sum = 0.0;
            foreach (var part in Parts)
            {
                sum += part.Value(input);
            }

            return sum;
        }
    }

    internal sealed record Product(IReadOnlyList<Expression> Parts) : Expression
    {
        public override double Value(in FormulaInput input)
        {
            var product = 1.0;
            foreach (var part in Parts)
            {
                product *= part.Value(input);
            }

            return product;
        }
    }

    /// <summary>A function of one part.</summary>
    internal sealed record Function(Func<double, double> Apply, Expression Of) : Expression
    {
        public override double Value(in FormulaInput input) => Apply(Of.Value(input));
    }

    /// <summary>From 1 at the target down to <paramref name="Midpoint"/> at a distance of <paramref name="Scale"/> (seconds for dates).</summary>
    internal sealed record Decay(string Kind, Expression X, Expression Target, double Scale, double Midpoint) : Expression
    {
        public override double Value(in FormulaInput input)
        {
            var distance = Math.Abs(X.Value(input) - Target.Value(input)) / Scale;
            return Kind switch
            {
                "lin_decay" => Math.Max(0, 1 - ((1 - Midpoint) * distance)),
                "exp_decay" => Math.Pow(Midpoint, distance),
                _ => Math.Pow(Midpoint, distance * distance),
            };
        }
    }
}
