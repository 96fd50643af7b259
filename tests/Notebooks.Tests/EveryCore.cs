namespace FerKit.Notebooks.Tests;

/// <summary>Tests that want every core, as lessons do: one class after the other, when all other tests are done. They share one run of the lessons.</summary>
[CollectionDefinition(nameof(EveryCore), DisableParallelization = true)]
public sealed class EveryCore : ICollectionFixture<LessonRuns>;
