using System.Text;

namespace Xerotier.Protocol.OpenAi;

/// <summary>Checks one member's value and notes in the outline what matters of it.</summary>
/// <returns>False when the value is wrong; the reader then keeps the problem.</returns>
internal delegate bool FieldCheck(ref FieldReader reader, RequestOutline outline);

/// <summary>A member of a body that the platform checks.</summary>
/// <param name="name">Its name.</param>
/// <param name="check">What its value must look like.</param>
/// <param name="required">Whether a body without it is refused.</param>
/// <param name="note">Notes where the value stands.</param>
internal sealed class FieldRule(
    string name, FieldCheck check, bool required = false, Action<RequestOutline, ByteRange>? note = null)
{
    /// <summary>The member's name.</summary>
    public string Name { get; } = name;

    /// <summary>The name as it stands in a body.</summary>
    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

    /// <summary>What the value must look like.</summary>
    public FieldCheck Check { get; } = check;

    /// <summary>Notes where a valid value stands.</summary>
    public Action<RequestOutline, ByteRange>? Note { get; } = note;

    /// <summary>Whether a body without the member is refused.</summary>
    public bool Required { get; } = required;
}
