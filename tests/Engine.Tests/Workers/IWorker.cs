using Orleans;

namespace Xerotier.Engine.Tests.Workers;

internal interface IWorker : IGrainWithStringKey
{
    Task<Guid> Block(string gate);

    Task<Guid> Work();
}

/// <summary>Two workers at most.</summary>
internal interface IWorkerPair : IWorker;

/// <summary>One worker that takes many calls.</summary>
internal interface IReentrantWorker : IWorker;
