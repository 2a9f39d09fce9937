using System.Collections.Immutable;
using System.Net;

namespace Xerotier.ApiHost.Auth;

/// <summary>Address filters of keys: addresses and CIDR ranges, of either family.</summary>
internal static class IpFilter
{
    /// <summary>Whether <paramref name="address"/> is in one of the ranges; an empty filter allows all.</summary>
    public static bool Allows(ImmutableArray<string> allow, IPAddress? address)
    {
        if (allow.IsDefaultOrEmpty)
        {
            return true;
        }

        if (address is null)
        {
            return false;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return allow.Any(entry => TryParse(entry, out var range) && range.Contains(plain));
    }

    /// <summary>Reads an address or a CIDR range without bits beyond its prefix.</summary>
    public static bool TryParse(string text, out IPNetwork range)
    {
        if (IPNetwork.TryParse(text, out range))
        {
            return true;
        }

        if (!IPAddress.TryParse(text, out var address))
        {
            return false;
        }

        range = new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return true;
    }
}
