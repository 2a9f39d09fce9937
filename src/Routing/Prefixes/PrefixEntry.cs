using System.Runtime.InteropServices;

namespace Xerotier.Routing.Prefixes;

/// <summary>One block of one agent, or the marker of a block that many hold, see <see cref="WideBlocks"/>.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct PrefixEntry
{
    /// <summary>Bytes of an entry in an array.</summary>
    public const int Size = 28;

    /// <summary>Fingerprint of the block's name.</summary>
    public ulong Block;

    /// <summary>The agent's slot, or the complement of a wide block's number.</summary>
    public int Owner;

    /// <summary>Next entry of the same chain.</summary>
    public int Next;

    /// <summary>The owner's entry that was used next after this one; for a marker, how many agents hold the
    /// block.</summary>
    public int Newer;

    /// <summary>The owner's entry that was used just before this one.</summary>
    public int Older;

    /// <summary>Whether the entry is found by block and owner rather than by the block alone.</summary>
    public bool IsPaired;

    public readonly bool IsMarker => Owner < 0;

    /// <summary>Key of the chain in which the entry is.</summary>
    public readonly ulong Chain => IsPaired ? Fingerprint.Of(Block, Owner) : Block;
}
