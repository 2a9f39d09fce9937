using System.Buffers.Binary;
using System.Text;
using Orleans.Runtime;
using Xerotier.Engine.Identity;

namespace Xerotier.Engine.Storage.AdoNet;

/// <summary>
/// The columns that identify a grain's state in the table of the Orleans ADO.NET provider. A key that reads as a GUID
/// ("N" form) or as a hexadecimal number counts as one, with or without <c>+extension</c>; any other key is text.
/// </summary>
/// <param name="KeyHash">Hash of the key's bytes in reverse order.</param>
/// <param name="N0">First half of a GUID; else 0.</param>
/// <param name="N1">Second half of a GUID, or the number; else 0.</param>
/// <param name="Extension">The text of a text key, or the extension of a compound one.</param>
/// <param name="StateHash">Hash of the state name's bytes.</param>
/// <param name="State">Name of the state.</param>
internal readonly record struct StateRow(int KeyHash, long N0, long N1, string? Extension, int StateHash, string State)
{
    public static StateRow Of(string stateName, GrainId grainId)
    {
        var stateHash = Hash(Encoding.UTF8.GetBytes(stateName));
        if (grainId.TryGetGuidKey(out var guid, out var extension))
        {
            var bytes = guid.ToByteArray();
            var (n0, n1) = (BinaryPrimitives.ReadInt64LittleEndian(bytes),
                BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(sizeof(long))));
            return new StateRow(HashKey(bytes, extension), n0, n1, extension, stateHash, stateName);
        }

        if (grainId.TryGetIntegerKey(out var number, out extension))
        {
            var bytes = new byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
            return new StateRow(HashKey(bytes, extension), 0, number, extension, stateHash, stateName);
        }

        var text = grainId.Key.ToString()!;
        return new StateRow(HashKey([], text), 0, 0, text, stateHash, stateName);
    }

    private static int HashKey(byte[] number, string? text)
    {
        byte[] bytes = [.. number, .. Encoding.UTF8.GetBytes(text ?? "")];
        Array.Reverse(bytes);
        return Hash(bytes);
    }

    private static int Hash(ReadOnlySpan<byte> bytes) => unchecked((int)StableBytes.Hash(bytes));
}
