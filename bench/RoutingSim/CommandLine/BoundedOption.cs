using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Xerotier.RoutingSim.CommandLine;

/// <summary>Options whose value is a number in a range.</summary>
internal static class BoundedOption
{
    /// <summary>An option for a number above 0.</summary>
    public static Option<T> Positive<T>(string name, string help, T standard = default!) =>
        Bounded(name, help, standard, value => value > 0, "positive");

    /// <summary>An option for a number that is not negative.</summary>
    public static Option<T> NotNegative<T>(string name, string help, T standard = default!) =>
        Bounded(name, help, standard, value => value >= 0, "at least 0");

    private static Option<T> Bounded<T>(
        string name, string help, T standard, Func<double, bool> fits, string range)
    {
        var option = new Option<T>(name) { Description = help };
        if (standard is not null) option.DefaultValueFactory = _ => standard;
        option.Validators.Add(result => Check(result, name, fits, range));
        return option;
    }

    private static void Check(OptionResult result, string name, Func<double, bool> fits, string range)
    {
        foreach (var token in result.Tokens)
        {
            if (double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                && !(fits(value) && double.IsFinite(value)))
            {
                result.AddError($"{name} must be {range}.");
            }
        }
    }
}
