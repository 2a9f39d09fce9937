using Orleans;
using Orleans.Runtime;
using Xerotier.Engine.Grains;

namespace Xerotier.Engine.Calls;

/// <summary>A reference to a grain whose interface is not known yet.</summary>
internal sealed class UntypedReference(ReferenceShared shared, IdSpan key) : GrainProxy(shared, key), IGrain;
